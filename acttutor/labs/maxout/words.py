"""The sentences and formulas of the maxout lab.

Formulas are mathtext between dollar signs, with the sign U+2212 for minus.
"""

import math
from typing import NamedTuple

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import Style, fixed, significant
from acttutor.core.nn.maxout import Stretch
from acttutor.labs.maxout.run import Run
from acttutor.labs.maxout.state import TARGETS

#: No weight is written as 0 that is not.
_WEIGHT = Style(2, 2, large=1e4)
_LOSS, _POWER = Style(4), Style(None, 3, math.inf)
#: From here on, numbers are written with a power of ten.
LARGE = 1e4


class Sentence(NamedTuple):
    """Something to say, and how: ``"text"``, ``"good"``, ``"bad"`` or ``"muted"``."""

    text: str
    tone: str = "text"


def plain(value: float, digits: int = 2) -> str:
    """Return a number for running text and formulas: ``−3.36``."""
    return significant(value, 2) if abs(value) >= LARGE else fixed(value, digits)


def name(piece: int, unit: int = 0) -> str:
    """Return the name of a line in mathtext without dollar signs; the second unit's are v."""
    return f"{'uv'[unit]}_{{{piece + 1}}}"


def plain_name(piece: int, unit: int = 0) -> str:
    """Return the name of a line for running text: ``u₂``, ``v₂``."""
    return f"{'uv'[unit]}{chr(0x2081 + piece)}"


def line_formula(run: Run, unit: int, piece: int) -> str:
    """Return a line with its numbers: ``u_1 = −1.50 x + 0.25``."""
    w, b = (float(number) for number in run.lines[unit, piece])
    slope, shift = _WEIGHT.write(w).text, _WEIGHT.write(abs(b)).text
    return rf"${name(piece, unit)} = {slope}\,x {'−' if b < 0 else '+'} {shift}$"


def output_formula(run: Run) -> str:
    """Return what the unit says, in symbols."""
    if run.is_difference:
        return r"$y(x) = y_1(x) − y_2(x)$"
    inside = ",\\,".join(name(piece) for piece in range(run.lines.shape[1]))
    return rf"$y(x) = \max({inside})$"


def unit_formula(run: Run, unit: int) -> str:
    """Return what one of two units says, in symbols."""
    last = run.lines.shape[1] - 1
    between = "" if last == 1 else "…,\\,"
    return rf"$y_{unit + 1} = \max({name(0, unit)},\,{between}{name(last, unit)})$"


def place(stretch: Stretch | None, texts: Texts) -> str:
    """Return where a line is the maximum: ``$−0.57 < x < 2.00$``, or that it is nowhere."""
    if stretch is None:
        return texts("maxout.nowhere")
    left, right = stretch.left, stretch.right
    if math.isinf(left) and math.isinf(right):
        return texts("maxout.everywhere")
    if math.isinf(left):
        return f"$x < {plain(right)}$"
    if math.isinf(right):
        return f"${plain(left)} < x$"
    return f"${plain(left)} < x < {plain(right)}$"


def shape(run: Run, texts: Texts) -> list[Sentence]:
    """Return what kind of function it is, which one it equals, and what it costs."""
    said = []
    pieces = run.lines.shape[1]
    if run.is_difference:
        said.append(Sentence(texts("maxout.shape.difference")))
    else:
        equal = run.equals()
        if equal != "line":
            bends = len(run.envelope()) - 1
            said.append(
                Sentence(
                    texts("maxout.shape.one" if bends == 1 else "maxout.shape.many", bends=bends)
                )
            )
        if equal:
            alpha = plain(float(run.lines[0, run.envelope()[0].piece, 0]))
            said.append(Sentence(texts(f"maxout.equals.{equal}", alpha=alpha), "good"))
    units = "two" if run.is_difference else "one"
    said.append(
        Sentence(texts(f"maxout.parameters.{units}", pieces=pieces, count=run.lines.size), "muted")
    )
    return said


def training(run: Run, texts: Texts) -> list[Sentence]:
    """Return what training can and cannot do here, and what goes wrong."""
    if not run.has_target:
        drawing = run.settings.target == "drawn"
        return [Sentence(texts("maxout.draw_here" if drawing else "maxout.no_target"), "muted")]
    said = [Sentence(texts("maxout.hint"), "muted")] if run.k == 0 else []
    if run.failed:
        said.append(
            Sentence(
                texts("maxout.failed", step=run.k + 1, lr=significant(run.settings.lr, 6)), "bad"
            )
        )
    if not run.is_convex:
        key = "two_units" if run.is_difference else "not_convex"
        said.append(
            Sentence(
                texts(f"maxout.{key}", error=plain(run.least_error)),
                "good" if run.is_difference else "bad",
            )
        )
    dead = [(unit, piece) for unit in range(len(run.lines)) for piece in run.dead(unit)]
    if dead:
        names = texts("maxout.and").join(plain_name(piece, unit) for unit, piece in dead)
        said.append(
            Sentence(
                texts("maxout.dead" if len(dead) == 1 else "maxout.dead_many", names=names), "muted"
            )
        )
    return said


def loss_formula(run: Run) -> str:
    """Return the loss and the largest error with their numbers; empty without a curve to learn."""
    if not run.losses:
        return ""
    miss = rf"\max\,|y − t| = {plain(run.largest_error)}"
    return rf"$L = {_small(run.losses[-1])},\quad {miss}$"


def _small(value: float) -> str:
    """Return a loss in three digits, as mathtext."""
    return (_LOSS if value == 0 or 1e-3 <= value < LARGE else _POWER).write(value).text


def target_formula(run: Run) -> str:
    """Return the curve to learn in symbols; empty if it has no formula."""
    formulas = {
        "parabola": r"t(x) = 0.5\,x^2 − 0.5",
        "exponential": r"t(x) = 0.2\,e^x − 1",
        "wave": r"t(x) = 1 + 1.5\,\sin(1.5\,x)",
        "hill": r"t(x) = 3 − 0.5\,x^2",
    }
    target = run.settings.target
    return f"${formulas[target]}$" if target in TARGETS else ""


def readout(run: Run, texts: Texts) -> str:
    """Return the step and the loss in one line."""
    if not run.losses:
        return texts("maxout.readout.none")
    return texts("maxout.readout.loss", step=f"{run.k:,}", loss=significant(run.losses[-1]))
