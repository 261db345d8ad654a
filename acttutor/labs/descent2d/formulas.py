"""The rules of the optimizers with their numbers, as mathtext."""

import math

from acttutor.labs.descent2d.trajectory import Racer


def number(value: float, plain: bool = False) -> str:
    """Return a number with three significant digits: ``0.0123``, ``1.20 \\times 10^{−5}``.

    Args:
        value: any number.
        plain: for running text instead of mathtext: ``1.2e−05``.
    """
    if not math.isfinite(value):
        return "∞" if plain else r"\infty"
    if value == 0:
        return "0"
    if 1e-3 <= abs(value) < 1e4:
        digits = max(2 - math.floor(math.log10(abs(value))), 0)
        return f"{value:.{min(digits, 4)}f}".replace("-", "−")
    written = f"{value:.2e}"
    if not plain:
        mantissa, exponent = written.split("e")
        written = rf"{mantissa} \times 10^{{{int(exponent)}}}"
    return written.replace("-", "−")


def pair(values: tuple[float, float], digits: int | None = None) -> str:
    """Return two numbers in brackets, with ``digits`` decimals or with `number`."""
    if digits is None or max(abs(value) for value in values) >= 1e4:
        first, second = (number(value) for value in values)
    else:
        first, second = (
            f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−") for value in values
        )
    return rf"({first},\,{second})"


def _decay(value: float) -> str:
    return f"{value:g}"


def _rest(value: float) -> str:
    return f"{1 - value:.4g}"


def rule_lines(racer: Racer) -> list[tuple[str, str]]:
    """Return the next step, line by line, each with what it is about.

    What it is about is "gradient", "momentum", "scale" or "step": it chooses the colour.
    """
    k, lr = racer.k, f"{racer.hyper.lr:g}"
    symbol = "w" if racer.land.id == "inputs" else "p"
    source = "E_n" if getattr(racer.land, "single", False) else "f"
    head = rf"g = \nabla {source}({symbol}_{{{k}}})"
    lines = [("gradient", rf"${head} = {pair(racer.gradient)}$")]
    lines += _memory_lines(racer)
    (x0, y0), (x1, y1) = racer.here, racer.next
    move = _MOVES[racer.id].replace("E", lr).replace("M", _decay(racer.hyper.mu))
    lines.append(("step", rf"$\Delta {symbol} = {move} = {pair((x1 - x0, y1 - y0))}$"))
    lines.append(("step", rf"${symbol}_{{{k + 1}}} = {pair((x1, y1), 3)}$"))
    return lines


#: The change in terms of g and what is remembered; E stands for the rate, M for mu.
_MOVES = {
    "sgd": r"−E\,g",
    "momentum": r"−E\,v",
    "nesterov": r"−E\,(g + M\,v)",
    "adagrad": r"−E\,g\,/\,√s",
    "rmsprop": r"−E\,g\,/\,√s",
    "adam": r"−E\,m'/\,√s'",
}


def _memory_lines(racer: Racer) -> list[tuple[str, str]]:
    """Return how what is remembered changes."""
    hyper, memory = racer.hyper, racer.remembered
    if racer.id in ("momentum", "nesterov"):
        return [("momentum", rf"$v = {_decay(hyper.mu)}\,v + g = {pair(memory['v'])}$")]
    if racer.id == "adagrad":
        return [("scale", rf"$√s = √(s + g^2) = {pair(memory['root'])}$")]
    if racer.id == "rmsprop":
        rho, rest = _decay(hyper.rho), _rest(hyper.rho)
        return [("scale", rf"$√s = √({rho}\,s + {rest}\,g^2) = {pair(memory['root'])}$")]
    if racer.id == "adam":
        first = hyper.beta1
        return [
            ("momentum", rf"$m = {_decay(first)}\,m + {_rest(first)}\,g = {pair(memory['m'])}$"),
            ("scale", rf"$√s' = {pair(memory['root'])}$"),
        ]
    return []
