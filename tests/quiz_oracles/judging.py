"""How models are judged, schedules, and what keeps noise out."""

import math
import statistics

from quiz_oracles.reading import formulas, oracle, vec


@oracle
def measure_value(item, g):
    right, said, true = g["tp"], g["tp"] + g["fp"], g["tp"] + g["fn"]
    whole = said + g["fn"] + g["tn"]
    return {
        "accuracy": (right + g["tn"]) / whole,
        "precision": right / said,
        "recall": right / true,
        "f1": statistics.harmonic_mean([right / said, right / true]),
    }[g["id"]]


@oracle
def error_value(item, g):
    errors = [y - t for y, t in zip(vec(g["y"]), vec(g["t"]), strict=True)]
    if g["id"] == "mae":
        return statistics.fmean(map(abs, errors))
    return math.hypot(*errors) / math.sqrt(len(errors))


formulas(
    # Its slope is the error, cut off at both sides: the loss is the area below it.
    huber_value=lambda g: sum(
        min(max((k + 0.5) / 1000 * g["e"], -g["delta"]), g["delta"]) * g["e"] / 1000
        for k in range(1000)
    ),
    step_schedule=lambda g: math.prod(
        [g["lr"], *(g["factor"] for k in range(1, g["epoch"] + 1) if k % g["every"] == 0)]
    ),
    decayed_weight=lambda g: g["w"] * (1 - g["lr"] * g["decay"]) - g["lr"] * g["g"],
)
