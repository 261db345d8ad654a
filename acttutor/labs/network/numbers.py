"""The numbers of one network as its picture shows them: parameters, points and answers."""

from collections.abc import Iterator

import numpy as np

from acttutor.base.published import Columns, Value
from acttutor.labs.network.model.choices import PARTS
from acttutor.labs.network.model.data.problem import Problem
from acttutor.labs.network.run import Run
from acttutor.labs.network.words import class_names


def parameters(run: Run) -> Columns:
    """Return one row for each weight and bias: layer, unit, piece of a maxout unit, source, value.

    Units are counted from 1; the sources of the first layer are the inputs by their ids.
    """
    names = ("layer", "unit", "piece", "source", "value")
    found = list(_parameters(run))
    return [(name, [row[k] for row in found]) for k, name in enumerate(names)]


def _parameters(run: Run) -> Iterator[tuple[Value, ...]]:
    for number, layer in enumerate(run.network.layers, start=1):
        rows = np.concatenate((layer.W, layer.b[..., None]), axis=-1)
        for place in np.ndindex(*rows.shape):
            *unit, source = place
            piece = unit[1] + 1 if len(unit) > 1 else None
            yield number, unit[0] + 1, piece, _source(run, number, source), float(rows[place])


def _source(run: Run, layer: int, source: int) -> str:
    """Return what a weight belongs to: an input, a unit before, or nothing for the bias."""
    if source == run.network.sizes[layer - 1]:
        return "bias"
    return run.feature_ids[source] if layer == 1 else str(source + 1)


def points(run: Run, problem: Problem) -> Columns:
    """Return one row for each point that may be seen: where it is, what it is, what is answered."""
    parts = [part for part in PARTS if part in run.shown_parts and len(problem.part(part)[0])]
    X, T = (np.concatenate([problem.part(part)[k] for part in parts]) for k in (0, 1))
    outputs = np.concatenate([run.outputs(part) for part in parts])
    x, y = problem.frame.out_of(X).T
    target, answer = (_answers(problem, values) for values in (T, outputs))
    columns: Columns = [
        ("part", [part for part in parts for _ in range(len(problem.part(part)[0]))]),
        (problem.columns[0] or "x1", x.tolist()),
        (problem.columns[1] or "x2", y.tolist()),
        (problem.columns[2] or "target", target),
        ("prediction", answer),
    ]
    raw = [(f"output {k + 1}", outputs[:, k].tolist()) for k in range(outputs.shape[1])]
    return [*columns, *(raw if problem.kind != "regression" else [])]


def _answers(problem: Problem, values: np.ndarray) -> list[Value]:
    if problem.kind == "regression":
        return [float(value) for value in problem.in_units(values[:, 0])]
    names = class_names(problem)
    return [names[number] for number in problem.class_numbers(values)]
