"""What the picture of descent in two dimensions shows, in sentences."""

import math

from acttutor.base.language.speech import sentences
from acttutor.base.language.texts import Texts
from acttutor.labs.descent2d import words
from acttutor.labs.descent2d.formulas import number, pair
from acttutor.labs.descent2d.run import Run


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say the function, where the chosen optimizer is, who is lowest, and what matters here."""
    chosen, runs = run.chosen, run.trajectories
    finite = {name: way.value for name, way in runs.items() if math.isfinite(way.value)}
    best = min(finite, key=lambda name: finite[name], default="")
    return sentences(
        texts,
        texts(
            "spoken.descent2d.given",
            f=words.function_formula(run, texts),
            start=f"${pair(run.settings.start, 2)}$",
        ),
        texts(
            "spoken.descent2d.now",
            name=words.name_of(chosen.id, texts),
            k=f"{run.k:,}",
            place=f"${pair(chosen.here, 3)}$",
            f=number(chosen.value, plain=True),
        ),
        words.state(run, texts),
        texts(
            "spoken.descent2d.lowest",
            count=len(runs),
            name=words.name_of(best, texts),
            f=number(finite[best], plain=True),
        )
        if run.k and best and len(runs) > 1
        else "",
        words.fact(run, texts),
    )
