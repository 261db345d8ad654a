"""What a question is, and how to write a template for questions.

A template is a function, named as the template, that draws numbers from a generator and returns an
`Item`:

    @template("units", "tanh")
    def tanh_slope(rng: Rng) -> Item:
        y = hundredths(rng, -0.9, 0.9)
        return number(
            {"y": y},                               # fills {y} in the sentences
            answer=1 - y * y,                       # computed, never typed in
            digits=2,
            traps={"square_of_difference": (1 - y) ** 2, "as_sigmoid": y * (1 - y)},
            steps=(worked(given(1) - given(y) ** 2, 1 - y * y),),   # line by line
            show=("activations", {"function": "tanh"}),
        )

Its sentences are ``quiz.q.tanh_slope.ask`` and ``.why`` in both catalogues. They are filled with
the given numbers; ``why`` also knows ``{answer}``. Each trap is what comes out of a typical
mistake, and ``quiz.mistakes.<trap>`` says which mistake it was. The other kinds of questions are
made by `choice`, `order` and `click`, see there.

A draw that makes no good question (a trap that is as good as the answer, two options that read
the same) raises `Unlucky`, and the template draws again; the factories see to that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypedDict, TypeVar, Unpack, overload
from zlib import crc32

import numpy as np

from acttutor.base.numbers.arithmetic import Expression, line
from acttutor.base.numbers.numerals import Style, rounded
from acttutor.labs.quiz.model.graphs import Graph, Line
from acttutor.labs.quiz.model.text import Row, Value, Word, number_text

Rng = np.random.Generator

TOPICS = ("units", "softmax", "descent", "networks", "trouble", "others", "code")
#: Draws that a template may throw away before it counts as broken.
MOST_DRAWS = 200


class Unlucky(Exception):
    """These numbers make no good question."""


T = TypeVar("T")


@dataclass(frozen=True)
class Option:
    """One of the things to choose from, or to put in order.

    Args:
        value: what it stands for, in no language; no two of a question are equal.
        words: what is written on its card: a text, mathematics, a `Word` or a `Row`; or
        line: a curve drawn on it.
        mistake: which mistake it is to choose it; empty for the right one.
    """

    value: object
    words: str | Word | Row = ""
    mistake: str = ""
    line: Line | None = None


@dataclass(frozen=True)
class Item:
    """A question with its answer.

    Args:
        kind: "number", "choice", "order" or "click".
        given: the numbers and words that fill the sentences.
        answer: all right answers: numbers, places on the x axis, or the number of an option;
            for an order, the options' numbers in the right order.
        tolerance: how far a number or a place may be off.
        digits: decimals asked for.
        traps: what comes out of typical mistakes, by the name of the mistake.
        options: what to choose from.
        formula: mathematics under the question; steps: the calculation, line by line.
        code: lines of code under the question, with gaps.
        graph: what is drawn under the question.
        show: a lab and its settings, where this can be seen.
        template, topic, seed: where it comes from.
        origin: the question that this one asks with choices, see `model.choices`.
    """

    kind: str
    given: Mapping[str, Value]
    answer: tuple[Any, ...]
    tolerance: float = 0.0
    digits: int = 0
    traps: Mapping[str, float] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    formula: str = ""
    code: str = ""
    steps: tuple[str, ...] = ()
    graph: Graph | None = None
    show: tuple[str, Mapping[str, object]] | None = None
    template: str = ""
    topic: str = ""
    seed: int = 0
    origin: "Item | None" = None


class More(TypedDict, total=False):
    """What a question may have besides, see `Item`."""

    formula: str
    code: str
    steps: tuple[str, ...]
    show: tuple[str, Mapping[str, object]] | None


class Drawn(More, total=False):
    """… and a graph."""

    graph: Graph | None


@dataclass(frozen=True)
class Template:
    """Draws questions of one sort; `covers` are rows of `acttutor.base.curriculum.ROWS`."""

    id: str
    topic: str
    covers: tuple[str, ...]
    make: Callable[[Rng], Item]

    def item(self, seed: int) -> Item:
        """Return the question of a seed, always the same."""
        for draw in range(MOST_DRAWS):
            try:
                made = self.make(np.random.default_rng((seed, crc32(self.id.encode()), draw)))
            except Unlucky:
                continue
            return replace(made, template=self.id, topic=self.topic, seed=seed)
        raise RuntimeError(f"{self.id}: no good question in {MOST_DRAWS} draws")

    @cached_property
    def lab(self) -> str:
        """The lab where its questions can be looked at."""
        show = self.item(0).show
        return show[0] if show else ""

    @cached_property
    def kind(self) -> str:
        """The kind of its questions."""
        return self.item(0).kind


TEMPLATES: dict[str, Template] = {}
"""All templates by id; `acttutor.labs.quiz.topics` fills it."""


def template(topic: str, *covers: str) -> Callable[[Callable[[Rng], Item]], Callable[[Rng], Item]]:
    """Register the function below as a template; its name is the id of the template."""

    def register(make: Callable[[Rng], Item]) -> Callable[[Rng], Item]:
        add_template(make.__name__, topic, covers, make)
        return make

    return register


def add_template(id: str, topic: str, covers: Sequence[str], make: Callable[[Rng], Item]) -> None:
    """Register a template by its id."""
    if id in TEMPLATES or topic not in TOPICS:
        raise ValueError(f"{id}: taken, or no such topic")
    TEMPLATES[id] = Template(id, topic, tuple(covers), make)


# -- kinds of questions ------------------------------------------------------------------------


def number(
    given: Mapping[str, Value],
    answer: float,
    digits: int,
    traps: Mapping[str, float],
    also: Mapping[str, float] = MappingProxyType({}),
    **more: Unpack[Drawn],
) -> Item:
    """Ask for a number; anything within one unit of the last decimal asked for is right.

    Numbers are drawn so that no trap comes near the answer; what ``also`` has is left out then.
    """
    tolerance = 10.0**-digits if digits else 0.25
    # Adding 0 turns −0.0 into 0.0. Mistakes that happen to come out right teach nothing.
    kept = {name: float(value) + 0.0 for name, value in traps.items()}
    if any(abs(value - answer) <= 2.5 * tolerance for value in kept.values()):
        raise Unlucky
    for name, value in also.items():
        if all(abs(value - each) > 1.5 * tolerance for each in (answer, *kept.values())):
            kept.setdefault(name, float(value) + 0.0)
    return Item("number", given, (float(answer) + 0.0,), tolerance, digits, kept, **more)


def choice(
    rng: Rng,
    given: Mapping[str, Value],
    right: Option,
    wrong: Sequence[Option],
    most: int = 4,
    least: int = 4,
    **more: Unpack[Drawn],
) -> Item:
    """Ask which option is right; wrong ones that read like another are left out."""
    kept: list[Option] = []
    for option in wrong:
        others = (right, *kept)
        if not any(_alike(option, other) for other in others) and len(others) < most:
            kept.append(option)
    if len(kept) + 1 < least:
        raise Unlucky
    options = [right, *kept]
    mixed = tuple(options[index] for index in rng.permutation(len(options)))
    return Item("choice", given, (mixed.index(right),), options=mixed, **more)


def _alike(one: Option, other: Option) -> bool:
    return one.value == other.value or (one.line is None and one.words == other.words)


def order(
    rng: Rng, given: Mapping[str, Value], options: Sequence[Option], **more: Unpack[Drawn]
) -> Item:
    """Ask to click the options in the order in which they are passed here."""
    mixed = rng.permutation(len(options))
    if (np.diff(mixed) > 0).all() or (np.diff(mixed) < 0).all():
        raise Unlucky  # in order already
    places = tuple(int(np.flatnonzero(mixed == k)[0]) for k in range(len(options)))
    shown = tuple(options[index] for index in mixed)
    return Item("order", given, places, options=shown, **more)


def click(
    given: Mapping[str, Value],
    graph: Graph,
    answer: Sequence[float],
    tolerance: float,
    traps: Mapping[str, float],
    **more: Unpack[More],
) -> Item:
    """Ask to click a place on the x axis of a graph."""
    if any(abs(trap - x) <= 2 * tolerance for trap in traps.values() for x in answer):
        raise Unlucky
    right = tuple(float(x) for x in answer)
    return Item("click", given, right, tolerance, traps=dict(traps), graph=graph, **more)


# -- drawing numbers ---------------------------------------------------------------------------


def grid(rng: Rng, low: float, high: float, step: float, but: Sequence[float] = (0.0,)) -> float:
    """Return a random multiple of ``step``, both ends included, and none of ``but``."""
    first, last = round(low / step), round(high / step)
    while True:
        value = round(int(rng.integers(first, last + 1)) * step, 10) + 0.0
        if value not in but:
            return value


def tenths(rng: Rng, low: float, high: float) -> float:
    """Return a random number with one decimal, not 0."""
    return grid(rng, low, high, 0.1)


@overload
def pick(rng: Rng, things: Sequence[T]) -> T: ...
@overload
def pick(rng: Rng, things: Sequence[T], count: int) -> list[T]: ...
def pick(rng: Rng, things: Sequence[T], count: int | None = None) -> T | list[T]:
    """Return one of ``things``, or a list of ``count`` different ones in random order."""
    found = [things[int(k)] for k in rng.permutation(len(things))[:count]]
    return found[0] if count is None else found


def told(value: float, digits: int = 2) -> float:
    """Return a number as a question tells it; what follows is calculated with that one."""
    return float(rounded(value, digits))


#: Decimals beyond which there is nothing but round-off.
_ROUND_OFF = 12


def in_brackets(value: float) -> str:
    """Return a number for behind a sign, negative ones in brackets."""
    return f"({number_text(value)})" if value < 0 else number_text(value)


def worked(expression: Expression, value: float, digits: int | None = 2, head: str = "") -> str:
    """Return a line of the calculation, as mathtext that adds up.

    Args:
        expression: what is calculated, with the numbers that the question tells.
        value: what comes out, in full precision.
        digits: decimals of the result; ``None`` for three significant digits.
        head: what stands before it.
    """
    # What terms that cancel leave in floats is 0.
    clean = float(value) if digits is None else told(value, _ROUND_OFF)
    return f"${head}{line(expression, clean, Style(digits))}$"
