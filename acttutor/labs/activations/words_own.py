"""What there is to say about the function that is typed."""

import numpy as np

from acttutor.base.texts import Texts
from acttutor.core.expression import GRID, activation_from, gaps_of
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.words import Item, short

#: Stretches without a value that are listed.
MAX_GAPS = 3
NOTES = ("syntax", "derivative", "kink")


def own_notes(run: Run, texts: Texts) -> list[Item]:
    """Return what there is to say about the function that was typed."""
    items = [
        Item(
            "own",
            texts(f"activations.own.notes.{key}.label"),
            texts(f"activations.own.notes.{key}.text"),
        )
        for key in NOTES
    ]
    gaps = gap_sentence(run.settings.own, texts)
    return [*items, Item("trap", texts("activations.notes.trap"), gaps)] if gaps else items


def gap_sentence(formula: str, texts: Texts) -> str:
    """Say where a typed function has no finite value; empty if it has one everywhere."""
    gaps = gaps_of(formula)
    if not gaps:
        return ""
    near = sorted(sorted(gaps, key=lambda gap: min(abs(gap[0]), abs(gap[1])))[:MAX_GAPS])
    places = texts("activations.separator").join(_place(formula, gap, texts) for gap in near)
    key = "some" if len(gaps) == len(near) else "more"
    return texts(f"activations.own.gaps.{key}", places=places)


def _place(formula: str, gap: tuple[float, float], texts: Texts) -> str:
    """Write a place or a stretch; one that goes on beyond what was looked at has one end."""
    low, high = gap
    if low == high:
        return texts("activations.own.at", x=short(low))
    ends = activation_from(formula).f(np.array(gap))
    if low == GRID[0]:
        return f"x {'<' if np.isfinite(ends[1]) else '≤'} {short(high)}"
    if high == GRID[-1]:
        return f"x {'>' if np.isfinite(ends[0]) else '≥'} {short(low)}"
    return texts("activations.own.between", low=short(low), high=short(high))
