"""Handwritten digits."""

import math
import statistics

from quiz_oracles.reading import formulas, vec

formulas(
    digits_parameters=lambda g: 64 * g["units"] + g["units"] + 10 * g["units"] + 10,
    digits_pixel=lambda g: g["dark"] / 16,
    digits_guessing=lambda g: math.log(g["classes"]),
    digits_sure_mistake=lambda g: -math.log(g["right"]),
    digits_slope_of_answer=lambda g: 1 - vec(g["p"])[g["k"] - 1],
    digits_precision=lambda g: g["right"] / (g["right"] + g["taken"]),
    digits_recall=lambda g: g["right"] / (g["right"] + g["missed"]),
    digits_f1=lambda g: statistics.harmonic_mean([g["p"], g["r"]]),
    digits_calibration=lambda g: g["sure"] - g["right"] / g["count"],
    digits_dropout=lambda g: g["y"] / (1 - g["rate"]),
    digits_cosine=lambda g: g["lr"] * math.cos(math.pi * g["epoch"] / g["horizon"] / 2) ** 2,
    digits_warmup=lambda g: g["lr"] / g["warmup"] * g["place"],
    digits_early_stopping=lambda g: g["best"] + g["patience"],
    digits_adversarial=lambda g: (
        g["x"] + g["length"] * vec(g["g"])[0] / math.dist(vec(g["g"]), (0, 0))
    ),
)
