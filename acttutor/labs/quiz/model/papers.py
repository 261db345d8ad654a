"""Which questions an exam or a sheet has: an even mix of topics, or that of a form of exam."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from acttutor.labs.quiz.model.choices import with_choices
from acttutor.labs.quiz.model.item import TOPICS, Item, Template


@dataclass(frozen=True)
class Form:
    """An exam as an examining body sets it.

    Args:
        count: number of questions.
        minutes: time for them.
        shares: how much of it is about each topic; what is not named is not asked.
        numbers: whether numbers are to be calculated.
    """

    count: int
    minutes: int
    shares: Mapping[str, int]
    numbers: bool

    def asks(self, template: Template) -> bool:
        """Tell whether a template fits."""
        return template.topic in self.shares and (self.numbers or template.kind != "number")


#: About concepts and terms; about mathematics and code.
_G = {"units": 4, "softmax": 2, "descent": 3, "networks": 3, "trouble": 4, "others": 3}
_E = {"units": 2, "softmax": 3, "descent": 3, "networks": 4, "trouble": 3, "others": 2, "code": 6}

FORMS = {
    "g_short": Form(36, 25, _G, False),
    "g_full": Form(145, 100, _G, False),
    "e_short": Form(25, 30, _E, True),
    "e_full": Form(100, 120, _E, True),
}
"""In the style of the two exams of the Japan Deep Learning Association, whole, or a quarter of each
at the same pace. Its outlines (www.jdla.org/certificate/general and …/engineer) give about 145
questions in 100 minutes for G検定, since November 2024, and about 100 in 120 for E資格."""


def mixed(templates: Sequence[Template], seed: int) -> list[Template]:
    """Return the templates in random order, the topics taking turns."""
    piles = _piles(templates, np.random.default_rng((seed, 1)))
    longest = max(map(len, piles), default=0)
    return [pile[row] for row in range(longest) for pile in piles if row < len(pile)]


def _piles(templates: Sequence[Template], rng: np.random.Generator) -> list[list[Template]]:
    """Return the templates of each topic, all in random order."""
    piles = [[each for each in templates if each.topic == topic] for topic in TOPICS]
    piles = [[pile[k] for k in rng.permutation(len(pile))] for pile in piles]
    return [piles[k] for k in rng.permutation(len(piles)) if piles[k]]


def item_seed(seed: int, turn: int) -> int:
    """Return the seed of the numbers of one question."""
    return int(np.random.SeedSequence((seed, turn)).generate_state(1)[0])


def paper(templates: Sequence[Template], seed: int, count: int) -> list[Item]:
    """Return the questions of an exam or a sheet; templates repeat only if there are too few."""
    order = mixed(templates, seed)
    if not order:
        return []
    return [order[k % len(order)].item(item_seed(seed, k)) for k in range(count)]


def about(templates: Sequence[Template], lab: str) -> list[Template]:
    """Return the templates whose questions can be looked at in a lab."""
    return [each for each in templates if each.lab == lab]


def paper_of(form: Form, templates: Sequence[Template], seed: int) -> list[Item]:
    """Return the questions of an exam of a form, topics in its shares, all with choices."""
    piles = _piles(
        [each for each in templates if form.asks(each)], np.random.default_rng((seed, 2))
    )
    asked = [0] * len(piles)
    items = []
    for turn in range(form.count):
        # Whatever is furthest behind its share is next.
        behind = [asked[k] / form.shares[pile[0].topic] for k, pile in enumerate(piles)]
        k = behind.index(min(behind))
        template = piles[k][asked[k] % len(piles[k])]
        asked[k] += 1
        items.append(with_choices(template.item(item_seed(seed, turn))))
    return items
