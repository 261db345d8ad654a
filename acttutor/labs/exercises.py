"""Questions about a lab, as pages to print; they are made by the quiz, imported when needed."""

from typing import Protocol, cast

from matplotlib.figure import Figure

from acttutor.base.language.texts import Texts
from acttutor.labs.registry import LABS


class SheetModule(Protocol):
    """``figures/sheet.py`` of the quiz."""

    def exercises_about(
        self, lab: str, texts: Texts, seed: int, count: int
    ) -> tuple[list[Figure], list[Figure]]:
        """Return pages with questions that a lab shows the answers of, and pages with these."""


def exercises_about(
    lab: str, texts: Texts, seed: int, count: int
) -> tuple[list[Figure], list[Figure]]:
    """Return pages with up to ``count`` questions about a lab, and pages with their answers.

    Both are empty for a lab that no question is about.
    """
    sheets = cast(SheetModule, LABS["quiz"].module("figures.sheet"))
    return sheets.exercises_about(lab, texts, seed, count)
