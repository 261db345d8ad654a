"""What is written about a point on its way through the network: its numbers, and their sums."""

import math

import numpy as np

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.arithmetic import Expression, call, given, line, num, product, total
from acttutor.base.numbers.numerals import Style
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.model.linear_pieces import pieces_of
from acttutor.labs.network.model.signal import LayerSignal, Signal
from acttutor.labs.network.names import feature_name
from acttutor.labs.network.run import Run

#: How results are written, and the numbers that they are made of.
RESULT, PART = Style(None, 4, trim=True), Style(None, 4, trim=True)
#: A sum of more products is not written out.
MOST_TERMS = 4
_NAMES = {"relu": r"\mathrm{ReLU}", "tanh": r"\tanh", "sigmoid": r"\sigma", "own": "f"}


def number(value: float) -> str:
    """Return a number as mathtext."""
    return RESULT.write(value).text


def _n(value: float) -> Expression:
    return num(value, PART)


def _sum(products: list[Expression]) -> Expression:
    return total(*products)


def _is_output(run: Run, layer: int) -> bool:
    return layer == len(run.network.layers) - 1


def symbol(run: Run, letter: str, layer: int, unit: int) -> str:
    """Return the symbol of u, y or δ of a unit; layers are counted from 0 without the inputs."""
    if not _is_output(run, layer):
        return f"{letter}_{{{unit + 1}}}^{{({layer + 1})}}"
    return letter if run.network.sizes[-1] == 1 else f"{letter}_{{{unit + 1}}}"


def about_point(run: Run, signal: Signal, texts: Texts) -> list[str]:
    """Return what is said of the point itself: target, output, loss, and whose target it is."""
    if not run.has_reached(run.ahead - 1):
        return [texts("network.way.under_way", layer=run.sent + 1)]
    y, t = signal.outputs, signal.target
    whose = texts(f"network.way.{'own' if signal.at_point else 'nearest'}_target")
    lines = []
    if len(y) == 1:
        first = f"$y = {number(float(y[0]))}$,  $t = {number(float(t[0]))}$ ({whose})"
        lines.append(f"{first}    ${loss_line(run, signal)}$")
    else:
        best = int(np.argmax(t))
        lines.append(f"$y_{{{best + 1}}} = {number(float(y[best]))}$ ({whose})"
                     f"    $L = {number(signal.loss)}$")  # fmt: skip
    if run.has_returned(0):
        lines.append(texts("network.way.returned"))
    elif run.sent > run.ahead:
        lines.append(texts("network.way.coming_back"))
    else:
        lines.append(texts("network.way.arrived"))
    return lines


def loss_line(run: Run, signal: Signal) -> str:
    """Return the loss of the point as a line of arithmetic, as mathtext."""
    y, t = float(signal.outputs[0]), float(signal.target[0])
    problem = run.problem
    if problem is None or problem.loss != "squared_error" or not math.isfinite(signal.loss):
        return f"L = {number(signal.loss)}"
    squared = product(given(0.5, r"\frac{1}{2}"), (_n(y) - _n(t)) ** 2, sign=r"\,")
    return f"L = {line(squared, signal.loss, RESULT)}"


def about_unit(run: Run, signal: Signal, spot: Spot, states: list[list[str]], texts: Texts
) -> list[str]:  # fmt: skip
    """Return the lines of arithmetic of a unit: u, y and, where it is back, δ."""
    if spot.layer == 0:
        name = feature_name(run.feature_ids[spot.unit], run.problem)
        return [f"{name} $= {number(float(signal.layers[0].inputs[spot.unit]))}$"]
    k, unit = spot.layer - 1, spot.unit
    if not run.has_reached(k):
        return [texts("network.way.not_yet")]
    own = signal.layers[k]
    lines = [f"${_net_input(run, own, k, unit)}$", f"${_output(run, own, k, unit)}$"]
    if run.has_returned(k):
        lines.append(f"${_delta(run, signal, k, unit)}$")
    state = states[k][unit]
    if state:
        lines[1] += "    " + texts(f"network.way.state.{state}", slope=f"{own.slope[unit]:.2g}")
    return lines


def _net_input(run: Run, own: LayerSignal, k: int, unit: int) -> str:
    left, u, weights = symbol(run, "u", k, unit), float(own.u[unit]), own.W[unit]
    if pieces_of(run.network.layers[k]) and own.piece is not None:
        left += rf"\;(k = {own.piece[unit] + 1})"
    terms = [product(_n(float(w)), _n(float(x))) for w, x in zip(weights, own.inputs, strict=True)]
    if len(terms) > MOST_TERMS or not math.isfinite(u):
        rest = u - float(own.b[unit])
        return f"{left} = {line(total(_n(rest), _n(float(own.b[unit]))), u, RESULT)}"
    return f"{left} = {line(total(*terms, _n(float(own.b[unit]))), u, RESULT)}"


def _output(run: Run, own: LayerSignal, k: int, unit: int) -> str:
    layer, left = run.network.layers[k], symbol(run, "y", k, unit)
    u, y = float(own.u[unit]), float(own.y[unit])
    activation = layer.activation
    if activation is None or activation.id == "identity" or not math.isfinite(y):
        return f"{left} = {number(y)}"
    params = layer.activation_params()
    if layer.alpha is not None:
        params = {**params, "alpha": layer.alpha[unit]}
    name = _NAMES.get(activation.id, rf"\mathrm{{{activation.id.replace('_', ' ')}}}")
    function = call(
        name + "({})", lambda z: float(activation.function(np.array(float(z)), **params)), _n(u)
    )
    slope = f",\\quad f'(u) = {number(float(own.slope[unit]))}"
    return f"{left} = {line(function, y, RESULT)}{slope}"


def _delta(run: Run, signal: Signal, k: int, unit: int) -> str:
    own, left = signal.layers[k], symbol(run, r"\delta", k, unit)
    delta, slope = float(own.delta[unit]), float(own.slope[unit])
    if not math.isfinite(delta) or not math.isfinite(slope):
        return f"{left} = {number(delta)}"
    if _is_output(run, k):
        y, t = float(own.y[unit]), float(signal.target[unit])
        loss = run.problem.loss if run.problem is not None else ""
        if loss == "squared_error":
            return f"{left} = f'(u)\\,(y - t) = {line(_n(slope) * (_n(y) - _n(t)), delta, RESULT)}"
        if loss in ("binary_cross_entropy", "softmax_cross_entropy"):
            return f"{left} = y - t = {line(_n(y) - _n(t), delta, RESULT)}"
        return f"{left} = {number(delta)}"
    above = signal.layers[k + 1]
    shares = [(float(w), float(d)) for w, d in zip(above.W[:, unit], above.delta, strict=True)]
    back = sum(w * d for w, d in shares)
    inner: Expression = _n(back)
    if len(shares) <= MOST_TERMS - 1:
        inner = total(*(product(_n(w), _n(d)) for w, d in shares))
    rule = r"f'(u)\,\Sigma\, w\,\delta"
    return f"{left} = {rule} = {line(_n(slope) * inner, delta, RESULT)}"


def about_line(run: Run, signal: Signal, spot: Spot, texts: Texts) -> list[str]:
    """Return the lines of arithmetic of a line of the graph, or of a bias."""
    k, unit = spot.layer - 1, spot.unit
    own = signal.layers[k]
    if not run.has_reached(k):
        return [texts("network.way.not_yet")]
    bias = spot.kind == "bias"
    value = float(own.b[unit] if bias else own.W[unit, spot.source])
    x = 1.0 if bias else float(own.inputs[spot.source])
    lines = []
    if bias:
        lines.append(f"$b = {number(value)}$")
    else:
        lines.append(f"$w\\,x = {line(_n(value) * _n(x), value * x, RESULT)}$")
    if run.has_returned(k):
        slope, delta = float(own.delta[unit]) * x, float(own.delta[unit])
        name = "b" if bias else "w"
        rule = f"\\delta = {number(delta)}"
        if not bias:
            rule = f"\\delta\\,x = {line(_n(delta) * _n(x), slope, RESULT)}"
        new = value - run.settings.lr * slope
        step = line(_n(value) - given(run.settings.lr) * _n(slope), new, RESULT)
        lines.append(
            f"$\\partial L/\\partial {name} = {rule}$    "
            f"${name} \\leftarrow {name} - \\varepsilon\\,\\partial L/\\partial {name} = {step}$"
        )
    return lines
