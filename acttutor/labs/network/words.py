"""The sentences and numbers of the network lab."""

import math

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import Style, percent, significant
from acttutor.core.arrays import Array
from acttutor.core.formula.expression import OWN, parse
from acttutor.core.nn.losses import HUBER_DELTA
from acttutor.labs.network import words_sweep
from acttutor.labs.network.model.choices import PARTS
from acttutor.labs.network.model.data.problem import Problem
from acttutor.labs.network.model.data.table import Table
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.model.linear_pieces import pieces_of
from acttutor.labs.network.names import (
    FEATURE_MATH,
    feature_name,
    has_columns,
    is_scaled,
    plain_name,
)
from acttutor.labs.network.run import Run
from acttutor.tables.words import summary

_FOUR = Style(None, 4, 1e-4, trim=True, mathtext=False)
#: No weight is written as 0 that is not.
_WEIGHT = Style(2, 2)
#: Offsets and factors of the data, large or small.
_UNITS = Style(None, 4, 1e-4, trim=True)


def _number(value: float) -> str:
    return _FOUR.write(value).text if math.isfinite(value) else "–"


def readout(run: Run, texts: Texts) -> str:
    """Return epoch, losses and accuracy in one line."""
    if run.trainer is None:
        return texts("network.readout.empty")
    if run.sweep is not None:
        return words_sweep.readout(run.sweep, texts)
    if run.ensemble is not None:
        return _crowd_readout(run, texts)
    values = {part: _number(run.losses.of(part)[-1]) for part in run.shown_parts}
    values["epoch"] = f"{run.epoch:,}"
    key = ""
    if len(run.shown_parts) > 2:
        key = "_tested"
    elif run.held_out == "validation":
        key, values["best"] = "_validation", f"{run.best.epoch:,}"
    # The last part there is tells most.
    shares = (run.accuracy_on(part) for part in reversed(run.shown_parts))
    share = next(filter(math.isfinite, shares), None)
    if share is None:
        return texts(f"network.readout.regression{key}", **values)
    return texts(f"network.readout.classes{key}", **values, accuracy=percent(share, 1))


#: How the losses are written beside their chart; the same in all languages.
_LOSS_FORMULAS = {
    "squared_error": "½(y − t)²",
    "binary_cross_entropy": r"$-\,t\,\ln y-(1-t)\ln(1-y)$",
    "softmax_cross_entropy": r"$-\sum_k t_k\,\ln y_k$",
    "absolute_error": "|y − t|",
    "huber": f"Huber, δ = {HUBER_DELTA:g}",
}


def loss_formula(problem: Problem) -> str:
    """Return output and loss of a problem, as a line with mathematics."""
    output = "" if problem.output == "identity" else f"{problem.output},  "
    return output + _LOSS_FORMULAS[problem.loss]


def class_names(problem: Problem | None) -> list[str]:
    """Return the names of the classes, of two the positive one first."""
    return list(problem.classes if problem is not None else ()) or ["+1", "−1"]


def split_note(problem: Problem | None, texts: Texts) -> str:
    """Return how many points are in each part of the data; nothing where two parts say it all."""
    if problem is None or not problem.has_validation:
        return ""
    counts = {part: f"{len(problem.part(part)[0]):,}" for part in PARTS}
    return texts("network.split", **counts)


def table_summary(table: Table, texts: Texts) -> str:
    """Return what was read of a table, in one sentence."""
    return summary(
        table.name,
        table.columns,
        len(table.rows),
        table.counts(),
        table.left_out,
        texts,
        sampled=table.sampled,
    )


def crowd_names(run: Run, texts: Texts) -> list[str]:
    """Return the names of the networks of a race or a fan, for the reader."""
    settings = run.settings
    if run.ensemble is None:
        return []
    names = [member.name for member in run.ensemble.members]
    if settings.mode == "fan":
        return [texts("network.crowd.seed", seed=name) for name in names]
    if settings.race_by == "lr":
        return [f"ε = {name}" for name in names]
    return [texts.option(f"network.{settings.race_by}", name) for name in names]


def _crowd_readout(run: Run, texts: Texts) -> str:
    assert run.ensemble is not None
    best, loss = run.ensemble.best()
    names = [member.name for member in run.ensemble.members]
    shown = crowd_names(run, texts)[names.index(best)] if best else "–"
    values = {"epoch": f"{run.epoch:,}", "best": shown}
    if run.ensemble.measure == "validation":
        return texts("network.readout.crowd_validation", **values, loss=_number(loss))
    return texts("network.readout.crowd", **values, train=_number(loss))


def message(run: Run, texts: Texts) -> str:
    """Return what has to be said about the state of the run; empty if nothing."""
    failure = run.failure
    if failure is not None:
        layers = len(run.network.layers)
        layer = (
            texts("network.graph.output")
            if failure.layer == layers - 1
            else texts("network.gradients.layer", number=failure.layer + 1)
        )
        where = {"epoch": failure.epoch, "last": failure.epoch - 1, "layer": layer}
        formula = run.settings.formula
        if OWN in run.settings.activations and parse(formula).places:
            # Not the learning rate is to blame, at least not alone.
            first, *others = parse(formula).places
            places = first + " …" * bool(others)
            return texts("network.message.no_value", places=places, **where)
        return texts("network.message.failure", lr=significant(failure.lr, 6), **where)
    if run.trainer is None:
        return texts("network.message.no_points")
    if run.timeline.head is not None:
        return texts("network.message.visiting", epoch=run.epoch, last=run.last_epoch)
    if run.stopped_early:
        return texts(
            "network.message.stopped", epoch=run.best.epoch, patience=run.settings.patience
        )
    if len(run.shown_parts) > 2 and run.times_tested > 1:
        return texts("network.message.tested", count=run.times_tested)
    # The others of its family have a slope below zero as well, and can come back.
    kinds = run.settings.activations
    for k, share in enumerate(run.off_shares()):
        if share == 1.0 and kinds[k] == "relu":
            return texts("network.message.dead", layer=k + 1)
    return ""


#: Terms on a line of a formula, so that it stays within the figure.
_TERMS_PER_LINE = 5
#: With more inputs than this, the weights of a piece are written as a vector.
_MANY = 5


def unit_name(run: Run, layer: int, unit: int) -> str:
    """Return the symbol of a unit as mathtext: an input, a hidden unit or the output.

    The name of a column stands between dollar signs, outside of the mathematics around it.
    """
    if layer == 0:
        name = feature_name(run.feature_ids[unit], run.problem)
        # Out of mathematics and back, for words; see `_joined`.
        return name[1:-1] if not has_columns(run.problem) else f"\\,$ {name} $"
    if layer == len(run.network.sizes) - 1:
        return "y" if run.network.sizes[-1] == 1 else f"y_{{{unit + 1}}}"
    return f"a_{{{unit + 1}}}^{{({layer})}}"


def unit_formula(run: Run, spot: Spot) -> str:
    """Return the formula of a unit with its present numbers, as lines of mathtext."""
    if spot.layer == 0:
        return _input_formula(run, spot.unit)
    in_units = formula_in_units(run, spot.unit)
    if in_units:
        return in_units
    layer = run.network.layers[spot.layer - 1]
    if pieces_of(layer):
        return _maxout_formula(run, spot)
    terms = _terms(run, spot.layer, layer.W[spot.unit], layer.b[spot.unit])
    function = {
        "identity": "",
        "relu": r"\mathrm{ReLU}",
        "tanh": r"\tanh",
        OWN: "f",
    }.get(layer.activation_id, rf"\mathrm{{{layer.activation_id.replace('_', ' ')}}}")
    lines = [
        r"\;".join(terms[start : start + _TERMS_PER_LINE])
        for start in range(0, len(terms), _TERMS_PER_LINE)
    ]
    lines[0] = rf"{unit_name(run, spot.layer, spot.unit)} = {function}(" + lines[0]
    lines[-1] += ")"
    return _joined("\n".join(f"${line}$" for line in lines))


def _joined(text: str) -> str:
    """Leave out mathematics of nothing, which is none."""
    return text.replace("$$", "")


def _input_formula(run: Run, unit: int) -> str:
    """Return what an input is: its name, and how it is scaled to the square of the networks."""
    problem, feature = run.problem, run.feature_ids[unit]
    if problem is None or not is_scaled(problem):
        return feature_name(feature, problem)
    symbol = FEATURE_MATH[feature]
    lines = []
    for k, name in enumerate(("x_1", "x_2")):
        if name in symbol:
            column = plain_name(problem.columns[k]) or f"X$_{k + 1}$"
            offset, factor = problem.frame.offset[k], problem.frame.factor[k]
            sign = "+" if offset < 0 else "-"
            lines.append(
                rf"${name} = ($ {column} ${sign}\,{_UNITS.write(abs(offset)).text})\,/\,"
                rf"{_UNITS.write(factor).text}$"
            )
    scaling = "   ".join(lines)
    return scaling if symbol in ("x_1", "x_2") else f"${symbol}$   {scaling}"


def formula_in_units(run: Run, unit: int) -> str:
    """Return the formula of an output in the units of the data, for a network of one layer.

    Empty for all others: with hidden layers, or with products and sines of scaled inputs, the
    units of the data do not make it easier to read.
    """
    problem = run.problem
    features = run.feature_ids
    if problem is None or run.settings.layers or not is_scaled(problem):
        return ""
    if not has_columns(problem) or not set(features) <= {"x1", "x2"}:
        return ""
    layer = run.network.layers[0]
    axes = [("x1", "x2").index(feature) for feature in features]
    slopes = [float(w) / problem.frame.factor[k] for w, k in zip(layer.W[unit], axes, strict=True)]
    constant = float(layer.b[unit]) - sum(
        slope * problem.frame.offset[k] for slope, k in zip(slopes, axes, strict=True)
    )
    left, function = unit_name(run, 1, unit), f"{problem.output}("
    if problem.kind == "regression":
        low, high = problem.span
        half = (high - low) / 2
        slopes = [slope * half for slope in slopes]
        constant = (low + high) / 2 + half * constant
        left, function = "$" + (plain_name(problem.columns[2]) or "$y$") + "$", ""
    elif problem.output == "softmax":
        left, function = f"u_{{{unit + 1}}}", ""
    terms: list[str] = []
    for k, slope in zip(axes, slopes, strict=True):
        sign = "-" if slope < 0 else "+" if terms else ""
        name = plain_name(problem.columns[k])
        terms.append(rf"{sign}\,{_UNITS.write(abs(slope)).text}\,$ {name} $")
    sign = "-" if constant < 0 else "+"
    terms.append(rf"{sign}\,{_UNITS.write(abs(constant)).text}")
    inner = r"\;".join(terms)
    start = rf"\mathrm{{{function[:-1]}}}\," if function else ""
    brackets = ("(", ")") if function else ("", "")
    return _joined(f"${left} = {start}{brackets[0]}{inner}{brackets[1]}$")


def _terms(run: Run, layer: int, weights: Array, bias: float) -> list[str]:
    """Return the terms of a weighted sum, each with its sign, as mathtext."""
    terms = []
    for source, weight in enumerate(weights):
        sign = "-" if weight < 0 else "+"
        terms.append(
            rf"{sign}\,{_WEIGHT.write(abs(weight)).text}\,{unit_name(run, layer - 1, source)}"
        )
    terms.append(rf"{'-' if bias < 0 else '+'}\,{_WEIGHT.write(abs(bias)).text}")
    if terms[0].startswith("+"):
        terms[0] = terms[0][len(r"+\,") :]
    return terms


def _sum(run: Run, layer: int, weights: Array, bias: float) -> str:
    return r"\;".join(_terms(run, layer, weights, bias))


def _dot_product(run: Run, layer: int, weights: Array, bias: float) -> str:
    """Return a weighted sum as the product of two vectors: ``(0.31, -0.20) . a + 0.10``."""
    inputs = f"a^{{({layer - 1})}}" if layer > 1 else "x"
    vector = r",\,".join(_WEIGHT.write(weight).text for weight in weights)
    return rf"({vector})\cdot {inputs} {'-' if bias < 0 else '+'}\,{_WEIGHT.write(abs(bias)).text}"


def _maxout_formula(run: Run, spot: Spot) -> str:
    """Return a maxout unit, one line for each piece."""
    layer = run.network.layers[spot.layer - 1]
    # Each piece has to do with one line; many weights are written as a vector.
    write = _dot_product if layer.n_in > _MANY else _sum
    sums = [
        write(run, spot.layer, weights, bias)
        for weights, bias in zip(layer.W[spot.unit], layer.b[spot.unit], strict=True)
    ]
    head = rf"{unit_name(run, spot.layer, spot.unit)} = \max\,("
    lines = [head + sums[0], *(r"\qquad\qquad\;\;" + line for line in sums[1:])]
    return _joined(",\n".join(f"${line}$" for line in lines[:-1]) + f",\n${lines[-1]})$")


def line_reading(run: Run, spot: Spot, texts: Texts) -> str:
    """Return weight (or bias) and gradient of what the pointer is over."""
    index = spot.layer - 1
    layer = run.network.layers[index]
    gradients = run.gradients()
    dW, db = gradients[index] if gradients else (layer.W * math.nan, layer.b * math.nan)
    source = None if spot.kind == "bias" else spot.source
    piece = run.shown_piece(index, spot.unit, source)
    row = (spot.unit,) if piece is None else (spot.unit, piece)
    if source is None:
        value, slope, key = layer.b[row], db[row], "bias"
    else:
        value, slope, key = layer.W[(*row, source)], dW[(*row, source)], "weight"
    if piece is None:
        return texts(f"network.line.{key}", value=_number(value), slope=_number(slope))
    values = layer.b[spot.unit] if source is None else layer.W[spot.unit, :, source]
    return texts(
        f"network.line.piece_{key}",
        piece=piece + 1,
        value=_number(value),
        slope=_number(slope),
        values="   ".join(f"{j + 1}: {_number(other)}" for j, other in enumerate(values)),
    )
