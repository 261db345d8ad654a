"""The sentences and formulas of the collapse lab.

Formulas are mathtext between dollar signs, with the sign U+2212 for minus.
"""

from typing import NamedTuple

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.arithmetic import line, num, total
from acttutor.base.numbers.numerals import Style, fixed, rounded
from acttutor.labs.collapse.run import Block, Run

IDENTITY = r"$W_2(W_1 x + b_1) + b_2 = (W_2 W_1)\,x + (W_2 b_1 + b_2)$"


#: Where the difference of the maps is not 0, it does not look like 0.
_DIFFERENCE = Style(3, 2)
_ENTRY = Style(2)
_READ = Style(None, 2, mathtext=False)
#: More digits than these do not fit beside the product of wide layers.
_MOST_DIGITS = 3


class Entry(NamedTuple):
    """One number of the product: its row, and its column; the bias is the last column."""

    row: int
    column: int


def indices(block: Block) -> str:
    """Return which layers a block is made of, in the order of their product: ``2``, ``321``."""
    return "".join(str(layer + 1) for layer in range(block.last, block.first - 1, -1))


def names(block: Block) -> tuple[str, str]:
    """Return the names of its matrix and its biases, as mathtext without dollar signs."""
    index = indices(block)
    return f"W_{{{index}}}", f"b_{{{index}}}"


def product_formula(first: Block, second: Block) -> str:
    """Return what is computed next: ``W_{21} = W_2 W_1, b_{21} = W_2 b_1 + b_2``."""
    (W1, b1), (W2, b2) = names(first), names(second)
    W, b = names(first._replace(last=second.last))
    return rf"${W} = {W2} {W1},\quad {b} = {W2} {b1} + {b2}$"


def entry_name(first: Block, second: Block, entry: Entry) -> str:
    """Return what one number of the product is called: ``(W_2 W_1)_{12} =``."""
    (W1, b1), (W2, b2) = names(first), names(second)
    if entry.column == first.layer.W.shape[1]:
        return rf"$({W2} {b1} + {b2})_{{{entry.row + 1}}} =$"
    return rf"$({W2} {W1})_{{{entry.row + 1}{entry.column + 1}}} =$"


def entry_formula(first: Block, second: Block, entry: Entry) -> str:
    """Return one number of the product with the numbers it is made of."""
    row = second.layer.W[entry.row]
    is_bias = entry.column == first.layer.W.shape[1]
    column = first.layer.b if is_bias else first.layer.W[:, entry.column]
    terms = [num(a) * num(b) for a, b in zip(row, column, strict=True)]
    value = float(row @ column)
    if is_bias:
        bias = float(second.layer.b[entry.row])
        terms, value = [*terms, num(bias)], value + bias
    return f"${line(total(*terms), value, most=_MOST_DIGITS)}$"


def single_formula(run: Run) -> str:
    """Return the one layer that all others multiply into: ``y = 0.31 x_1 − 0.20 x_2 + 0.05``."""
    w1, w2 = run.whole.W[0]
    terms = [
        rf"{_ENTRY.write(w1).text}\,x_1",
        rf"{_signed(w2)}\,x_2",
        _signed(run.whole.b[0]),
    ]
    return rf"$y = {' '.join(terms)}$"


def _signed(value: float) -> str:
    written = _ENTRY.write(value).text
    return f"− {written[1:]}" if written.startswith("−") else f"+ {written}"


def difference_text(run: Run, texts: Texts) -> str:
    """Return the largest difference of the two maps, or ``?`` before it may be seen."""
    if not run.compared:
        return texts("collapse.difference", value="?")
    difference = run.comparison.difference
    value = _DIFFERENCE.write(difference).text if difference else "0"
    return texts("collapse.difference", value=f"${value}$")


def verdict(run: Run, texts: Texts) -> tuple[str, str]:
    """Return what follows, and the kind of its colour."""
    if not run.compared:
        return texts("collapse.verdict.hidden"), "muted"
    if run.in_the_way:
        index = run.in_the_way[0]
        name = texts.option("collapse.f1", run.settings.activations[index])
        where = {"name": name, "layer": index + 1}
        if run.comparison.same:
            return texts("collapse.verdict.straight", **where), "muted"
        (x, y), (deep, single) = run.comparison.at, run.comparison.values
        # They differ, and so does what is written.
        digits = next((d for d in range(2, 9) if rounded(deep, d) != rounded(single, d)), 9)
        at = f"$({fixed(x)},\\,{fixed(y)})$"
        return (
            texts(
                "collapse.verdict.refused",
                **where,
                at=at,
                deep=f"${fixed(deep, digits)}$",
                single=f"${fixed(single, digits)}$",
            ),
            "bad",
        )
    numbers = sum(layer.W.size + layer.b.size for layer in run.settings.layers)
    key = "folded" if len(run.blocks) == 1 else "foldable"
    return texts(f"collapse.verdict.{key}", numbers=numbers, layers=run.settings.depth), "good"


def readout(run: Run, texts: Texts) -> str:
    """Return layers left and the difference in one line."""
    difference = _READ.write(run.comparison.difference).text
    return texts(
        "collapse.readout",
        blocks=len(run.blocks),
        depth=run.settings.depth,
        difference=difference if run.compared else "?",
    )
