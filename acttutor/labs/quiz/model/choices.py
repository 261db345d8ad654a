"""Every question in the form of the exams: one of several choices, whatever it asks for.

What else might be chosen are the typical mistakes of the question itself. Where it names too few,
slips that happen with any number or order are added.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np

from acttutor.base.numbers.numerals import plain
from acttutor.labs.quiz.model.item import Item, Option, Rng, told
from acttutor.labs.quiz.model.text import Row, Word, number_text

#: How many choices there are.
CHOICES = 4
#: Decimals of a wrong choice where a whole number is asked for.
_PART = 2


class Slip(NamedTuple):
    """A wrong number, and the mistake that it comes from."""

    mistake: str
    value: float


def with_choices(item: Item) -> Item:
    """Return a question that asks for the same with choices; one that has some as it is."""
    make = _MAKERS.get(item.kind)
    if make is None:
        return item
    options = make(item, np.random.default_rng((item.seed, crc32(item.template.encode()), 1)))
    right = next(index for index, option in enumerate(options) if not option.mistake)
    return replace(
        item, kind="choice", answer=(right,), options=tuple(options), traps={}, origin=item
    )


# -- numbers and places ------------------------------------------------------------------------


def _numbers(item: Item, rng: Rng) -> list[Option]:
    write = partial(plain, digits=item.digits) if item.digits else _whole
    return _values(item, rng, _slips(item), write, 1.5 * item.tolerance)


def _whole(value: float) -> str:
    return number_text(told(value, _PART))


def _places(item: Item, rng: Rng) -> list[Option]:
    assert item.graph is not None
    (low, high), name = item.graph.x, item.graph.x_name
    others = (Slip("elsewhere", float(x)) for x in rng.permutation(np.linspace(low, high, 13)))

    def write(x: float) -> Row:
        return Row((name, number_text(told(x, 1))), " = ")

    inside = [Slip(*trap) for trap in item.traps.items() if low <= trap[1] <= high]
    return _values(replace(item, traps=dict(inside)), rng, others, write, 2.1 * item.tolerance)


def _values(
    item: Item, rng: Rng, others: Iterator[Slip], write: Callable[[float], str | Row], apart: float
) -> list[Option]:
    """Return the answer with its typical mistakes, and others where these are too few, by size.

    No two read the same, nor are they nearer to each other than ``apart``.
    """
    kept, right = [Slip("", float(item.answer[0]))], {float(each) for each in item.answer}
    traps = [Slip(*trap) for trap in item.traps.items()]
    mixed = [traps[k] for k in rng.permutation(len(traps))]
    for slip in (*mixed, *others):
        away = all(
            abs(slip.value - value) > apart and write(slip.value) != write(value)
            for value in (*right, *(each.value for each in kept))
        )
        if away and len(kept) < CHOICES:
            kept.append(slip)
    ranked = sorted(kept, key=lambda slip: slip.value)
    return [Option(slip.value, write(slip.value), slip.mistake) for slip in ranked]


def _slips(item: Item) -> Iterator[Slip]:
    """Yield slips that happen with any number, those that look like the answer first."""
    answer = float(item.answer[0])
    known = (answer, *item.traps.values())
    if any(value < 0 for value in known):
        yield Slip("sign", -answer)
    elif item.digits and max(known) <= 1:
        # A share: what lies outside is no choice at all.
        yield from (Slip("halved", answer / 2), Slip("rest", 1 - answer))
    yield Slip("doubled", 2 * answer)
    if item.digits or answer % 2 == 0:
        yield Slip("halved", answer / 2)
    yield Slip("ten_times", 10 * answer)
    yield from (Slip("not_nought", float(value)) for value in (1, -1, 2, -2) if answer == 0)
    yield from (Slip("miscounted", answer + step) for step in (1, -1, 2, -2) if not item.digits)
    yield Slip("tripled", 3 * answer)


# -- orders ------------------------------------------------------------------------------------


def _orders(item: Item, rng: Rng) -> list[Option]:
    """Return the right order, its reverse, and orders in which two neighbours are swapped."""
    right = tuple(int(k) for k in item.answer)
    orders = {right: "", right[::-1]: "backwards"}
    for one, other in rng.permutation(list(pairwise(range(len(right))))):
        swapped = list(right)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        if len(orders) < CHOICES:
            orders.setdefault(tuple(swapped), "order")
    shown = [
        Option(order, Row(tuple(_words(item, k) for k in order)), mistake)
        for order, mistake in orders.items()
    ]
    return [shown[k] for k in rng.permutation(len(shown))]


def _words(item: Item, index: int) -> str | Word:
    words = item.options[index].words
    assert not isinstance(words, Row)
    return words


_MAKERS: dict[str, Callable[[Item, Rng], list[Option]]] = {
    "number": _numbers,
    "click": _places,
    "order": _orders,
}
