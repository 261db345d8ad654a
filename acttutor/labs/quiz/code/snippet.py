"""A few lines of code with gaps, as a question: which choice runs and does what is asked?"""

from collections.abc import Mapping
from dataclasses import dataclass

from acttutor.base.language.texts import Texts
from acttutor.labs.quiz.model.item import Item, Option, Rng, add_template, choice, pick

#: How gaps are marked in code, in the order in which exams letter them.
GAPS = ("[ア]", "[イ]", "[ウ]")
#: What stands between the parts of a choice that fills several gaps.
BETWEEN = "  |  "


@dataclass(frozen=True)
class Snippet:
    """Code with one gap or more, the text that belongs there, and typical mistakes.

    Args:
        id: the id of the question.
        code: the lines, gaps marked as in `GAPS`.
        right: what goes into the gaps; with several gaps, the parts are joined by `BETWEEN`.
        wrong: mistakes by name, ``quiz.mistakes.<name>`` says which one each is.
        covers: rows of the curriculum.
        show: where it can be seen.
    """

    id: str
    code: str
    right: str
    wrong: Mapping[str, str]
    covers: tuple[str, ...]
    show: tuple[str, dict[str, object]] = ("backprop", {})

    def filled(self, text: str) -> str:
        """Return the code with a choice in its gaps."""
        code = self.code
        for gap, part in zip(GAPS, text.split(BETWEEN), strict=False):
            code = code.replace(gap, part)
        return code

    def item(self, rng: Rng) -> Item:
        """Return the question, with three of the mistakes."""
        names = pick(rng, tuple(self.wrong), 3)
        wrong = [Option(self.wrong[name], self.wrong[name], name) for name in names]
        right = Option(self.right, self.right)
        return choice(rng, {}, right, wrong, code=self.code, show=self.show)


def lettered(code: str, texts: Texts) -> str:
    """Return code with its gaps lettered as the language does it."""
    for gap, letter in zip(GAPS, texts("quiz.gaps").split(), strict=True):
        code = code.replace(gap, f"[{letter}]")
    return code


def register(*snippets: Snippet) -> dict[str, Snippet]:
    """Make templates of snippets; returns them by id."""
    for snippet in snippets:
        add_template(snippet.id, "code", snippet.covers, snippet.item)
    return {snippet.id: snippet for snippet in snippets}
