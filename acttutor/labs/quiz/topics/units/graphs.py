"""Functions and their graphs: recognize them, match them, point at a place on them."""

from dataclasses import replace

import numpy as np

from acttutor.core.activations.facts import facts
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.labs.quiz.model.graphs import activation_line, framed
from acttutor.labs.quiz.model.item import Item, Option, Rng, choice, click, pick, template
from acttutor.labs.quiz.model.text import Word, name_of
from acttutor.labs.quiz.topics.common import explorer, named

ALL = tuple(ACTIVATIONS)
TAUGHT = tuple(id for id, activation in ACTIVATIONS.items() if activation.in_curriculum)
#: Values of the parameters with which the functions look unlike each other.
LOOKS: dict[str, dict[str, float]] = {
    "leaky_relu": {"alpha": 0.1},
    "prelu": {"alpha": 0.4},
    "elu": {"alpha": 1.0},
}
#: Of these, at most one is shown at a time: their graphs are of one kind.
TWINS = (
    ("gelu", "silu", "mish"), ("leaky_relu", "prelu"), ("elu", "selu"), ("relu", "leaky_relu"),
    ("relu", "softplus"), ("relu", "gelu"),
)  # fmt: skip
#: Functions whose slope has a shape of its own.
SLOPED = ("sigmoid", "tanh", "relu", "elu", "silu", "softplus", "identity", "leaky_relu")

#: Curves that come as near to each other everywhere cannot be told apart.
ALIKE = 0.4


def _are_twins(one: str, other: str) -> bool:
    a, b = (np.array(activation_line(each, params=LOOKS.get(each, {})).y) for each in (one, other))
    near = np.abs(a - b).max() < ALIKE
    return bool(near) or any(one in group and other in group for group in TWINS)


def _unlike(rng: Rng, function: str, others: tuple[str, ...], count: int) -> list[str]:
    """Return functions that cannot be taken for ``function`` or for each other."""
    found = [function]
    for other in pick(rng, others, len(others)):
        if other not in found and not any(_are_twins(other, each) for each in found):
            found.append(other)
    return found[1 : count + 1]


@template("units", *TAUGHT)
def graph_name(rng: Rng) -> Item:
    function = pick(rng, ALL)
    curve = activation_line(function, params=LOOKS.get(function, {}))
    wrong = [named(other, "other_graph") for other in _unlike(rng, function, ALL, 3)]
    return choice(
        rng,
        {"f": name_of(function), "known": Word(f"functions.{function}.known")},
        named(function),
        wrong,
        graph=framed([curve]),
        show=explorer(function),
    )


@template("units", *TAUGHT)
def name_graph(rng: Rng) -> Item:
    function = pick(rng, ALL)

    def card(shown: str, mistake: str = "") -> Option:
        return Option(shown, "", mistake, activation_line(shown, params=LOOKS.get(shown, {})))

    wrong = [card(other, "other_graph") for other in _unlike(rng, function, ALL, 3)]
    told = {"f": name_of(function), "known": Word(f"functions.{function}.known")}
    return choice(rng, told, card(function), wrong, show=explorer(function))


@template("units", *SLOPED)
def derivative_graph(rng: Rng) -> Item:
    function = pick(rng, SLOPED)

    def card(shown: str, mistake: str = "") -> Option:
        return Option(shown, "", mistake, activation_line(shown, True, params=LOOKS.get(shown, {})))

    itself = activation_line(function, params=LOOKS.get(function, {}))
    # In the colour of slopes, as the other cards are.
    same = Option("itself", "", "function_for_slope", replace(itself, look="df"))
    # tanh′ and σ′ differ in height only, and every card has a scale of its own; softplus′ is σ.
    pairs = ({"sigmoid", "tanh"}, {"sigmoid", "softplus"})
    others = tuple(o for o in SLOPED if {o, function} not in pairs)
    wrong = [same] * (function != "identity")
    wrong += [card(other, "derivative_of_other") for other in _unlike(rng, function, others, 4)]
    if sum(o.value in ("sigmoid", "tanh") for o in wrong) > 1:
        wrong = [o for o in wrong if o.value != "tanh"]
    return choice(
        rng,
        {"f": name_of(function)},
        card(function),
        wrong,
        graph=framed([itself]),
        show=explorer(function, view="stacked"),
    )


@template("units", "sigmoid", "tanh", "comparisons")
def click_steepest(rng: Rng) -> Item:
    # Of these, the steepest place is seen; GELU and SiLU are hardly steeper there than beside it.
    function = pick(rng, ("sigmoid", "tanh"))
    shift = pick(rng, (-2.0, -1.5, -1.0, 1.0, 1.5))
    place = (facts(ACTIVATIONS[function]).largest_slope_at or 0.0) + shift
    curve = activation_line(function, shift=shift)
    return click(
        {"f": name_of(function)},
        framed([curve]),
        [place],
        0.45,
        {"highest_value": 4.0, "lowest_value": -4.0}
        | ({"at_zero": 0.0} if abs(place) > 0.9 else {}),
        show=explorer(function, place - shift),
    )


@template("units", "gelu", "silu", "mish")
def click_flat(rng: Rng) -> Item:
    function = pick(rng, ("gelu", "silu", "mish"))
    place = facts(ACTIVATIONS[function]).minimum_at
    assert place is not None
    graph = framed([activation_line(function, reach=3.0)])
    traps = {"at_zero": 0.0, "steepest_place": 2.0}
    return click(
        {"f": name_of(function)}, graph, [place], 0.3, traps, show=explorer(function, place)
    )
