"""Cases that stand for all of them in the daily run; ``make soak`` runs the rest."""

from collections import Counter
from itertools import combinations, product
from typing import Any

import pytest


def covering(*choices: Any, strength: int = 2) -> list[Any]:
    """Return every combination of ``choices`` as a parameter; most of them only for the soak.

    Each ``strength`` values of different choices meet in some case of the daily run: every pair
    by default, and with 1 every value for itself. The same cases are chosen each time.
    """
    cases = list(product(*(range(len(values)) for values in choices)))

    def parts(case: tuple[int, ...]) -> set[tuple[tuple[int, int], ...]]:
        return set(combinations(enumerate(case), strength))

    missing = set().union(*(parts(case) for case in cases))
    daily: list[tuple[int, ...]] = []
    used: Counter[tuple[int, int]] = Counter()
    while missing:
        # Of the cases with as much that is new, the one whose values have occurred least.
        best = max(
            cases,
            key=lambda case: (
                len(parts(case) & missing),
                -sum(used[value] for value in enumerate(case)),
            ),
        )
        daily.append(best)
        used.update(enumerate(best))
        missing -= parts(best)
    return [
        pytest.param(
            *(values[place] for values, place in zip(choices, case, strict=True)),
            marks=[] if case in daily else [pytest.mark.soak],
        )
        for case in cases
    ]
