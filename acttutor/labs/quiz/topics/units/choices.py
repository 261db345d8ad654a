"""Facts about activation functions: formulas, properties, history, and which one to choose."""

from collections.abc import Callable
from itertools import pairwise

from acttutor.base.numbers.numerals import fixed
from acttutor.core.activations.facts import ActivationFacts, facts
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.labs.quiz.model.item import (
    Item,
    Option,
    Rng,
    Unlucky,
    choice,
    order,
    pick,
    template,
    tenths,
)
from acttutor.labs.quiz.model.text import Word, name_of, number_text
from acttutor.labs.quiz.topics.common import df, explorer, named

ALL = tuple(ACTIVATIONS)
#: Properties that a function has or has not, from what is computed about it.
PROPERTIES: dict[str, Callable[[ActivationFacts], bool]] = {
    "zero_centred": lambda known: known.zero_centred,
    "bounded": lambda known: known.range.low > -1e9 and known.range.high < 1e9,
    "never_negative": lambda known: known.range.low >= 0,
    "dips": lambda known: known.minimum is not None,
}
#: Leaky ReLU and PReLU have one formula.
FORMULAS = tuple(id for id in ALL if id != "prelu")
#: What a layer is for, and the function to take then.
JOBS = {
    "regression": "identity",
    "two": "sigmoid",
    "many": "softmax",
    "generator": "tanh",
    "discriminator": "leaky_relu",
    "transformer": "gelu",
    "self_normalizing": "selu",
    "rule": "step",
}
#: What suits a job nearly as well, and so is not offered as wrong.
ALSO = {
    "discriminator": ("prelu",), "many": ("sigmoid",), "rule": (), "two": ("softmax",),
}  # fmt: skip


@template("units", *(id for id in FORMULAS if ACTIVATIONS[id].in_curriculum))
def formula_name(rng: Rng) -> Item:
    function = pick(rng, FORMULAS)
    entry = ACTIVATIONS[function]
    others = [named(o, "other_formula") for o in pick(rng, FORMULAS, 5) if o != function]
    return choice(
        rng,
        {"f": name_of(function), "known": Word(f"functions.{function}.known")},
        named(function),
        others,
        formula=rf"$f(x) = {entry.latex}$",
        show=explorer(function),
    )


@template("units", "comparisons", "gelu", "silu", "mish", "tanh", "softplus")
def property(rng: Rng) -> Item:
    name = pick(rng, tuple(PROPERTIES))
    has = {each: PROPERTIES[name](facts(ACTIVATIONS[each])) for each in ALL}
    right = pick(rng, [each for each in ALL if has[each]])
    wrong = pick(rng, [each for each in ALL if not has[each]], 3)
    return choice(
        rng,
        {"property": Word(f"quiz.properties.{name}"), "f": name_of(right), "id": name},
        named(right),
        [named(each, f"not_{name}") for each in wrong],
        show=("activations", {"function": right, "others": (wrong[0],)}),
    )


@template("units", "comparisons", "sigmoid", "tanh", "elu", "leaky_relu")
def order_slopes(rng: Rng) -> Item:
    z = tenths(rng, -3, 3)
    functions = pick(rng, ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "silu", "selu"), 4)
    slopes = {each: df(each, z) for each in functions}
    ranked = sorted(functions, key=lambda each: slopes[each])
    if min(slopes[b] - slopes[a] for a, b in pairwise(ranked)) < 0.05:
        raise Unlucky
    values = ",  ".join(fixed(slopes[each]) for each in ranked)
    return order(
        rng,
        {"z": z},
        [named(each) for each in ranked],
        steps=(rf"$f'({number_text(z)}):\quad {values}$",),
        show=("activations", {"function": ranked[0], "others": tuple(ranked[1:]), "probe": z}),
    )


@template("units", "history", "comparisons")
def order_years(rng: Rng) -> Item:
    functions = pick(rng, ("step", "tanh", "relu", "prelu", "gelu", "selu", "mish", "softplus"), 4)
    years = {each: ACTIVATIONS[each].year for each in functions}
    ranked = sorted(functions, key=lambda each: years[each])
    if len(set(years.values())) < 4:
        raise Unlucky
    listed = ",  ".join(str(years[each]) for each in ranked)
    return order(
        rng,
        {},
        [named(each) for each in ranked],
        steps=(f"${listed}$",),
        show=("overview", {"function": ranked[0]}),
    )


@template("units", "history")
def first_of(rng: Rng) -> Item:
    functions = pick(rng, ALL, 4)
    years = {each: ACTIVATIONS[each].year for each in functions}
    ranked = sorted(functions, key=lambda each: years[each])
    if years[ranked[0]] == years[ranked[1]]:
        raise Unlucky
    return choice(
        rng,
        {"year": str(years[ranked[0]]), "source": ACTIVATIONS[ranked[0]].source},
        named(ranked[0]),
        [named(each, "came_later") for each in ranked[1:]],
        show=("overview", {"function": ranked[0]}),
    )


@template("units", "choosing", "identity", "softmax", "gelu", "selu", "step")
def choose(rng: Rng) -> Item:
    job = pick(rng, tuple(JOBS))
    right = JOBS[job]
    suits = (right, *ALSO.get(job, ()))
    pool = [each for each in ("relu", *JOBS.values()) if each not in suits]
    purpose = {"regression", "two", "many", "generator", "discriminator"} & {job}
    show = ("overview", {"purpose": job}) if purpose else explorer(right)
    return choice(
        rng,
        {"job": Word(f"quiz.jobs.{job}"), "reason": Word(f"quiz.reasons.{job}")},
        named(right),
        [named(each, f"unfit_{each}") for each in pick(rng, pool, 3)],
        show=show,
    )


@template("units", "relu", "comparisons")
def relu_truth(rng: Rng) -> Item:
    right = pick(rng, ("continuous", "kink", "half_line"))
    wrong = ("jump", "smooth", "bounded", "saturates_right")
    return choice(
        rng,
        {},
        Option(right, Word(f"quiz.relu.{right}")),
        [Option(each, Word(f"quiz.relu.{each}"), f"relu_{each}") for each in pick(rng, wrong, 3)],
        show=explorer("relu", 0.0),
    )
