"""The settings of the quiz."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from acttutor.base.numbers.unchecked import items
from acttutor.base.state.fields import choice, free, integer
from acttutor.labs.quiz.model.item import TOPICS, Template

MODES = ("practice", "exam", "sheet")


def _templates() -> Mapping[str, Template]:
    """Return all templates, imported when a question is asked for: the start need not wait."""
    from acttutor.labs.quiz.topics import TEMPLATES

    return TEMPLATES


def _some_of(known: Callable[[], Iterable[str]]) -> Callable[[object], tuple[str, ...]]:
    """Return the check of a selection: every name is known; none counts twice."""

    def check(value: object) -> tuple[str, ...]:
        names = items(value)
        order = tuple(known()) if names else ()
        if not set(names) <= set(order):
            raise ValueError(f"{value!r} is not a selection of {', '.join(known())}")
        return tuple(name for name in order if name in names)

    return check


@dataclass(frozen=True)
class Settings:
    """Settings of the quiz, see the texts of the controls for what each does.

    ``only`` narrows the questions to some templates, whatever their topics; lessons use it.
    """

    mode: str = choice("practice", MODES)
    topics: tuple[str, ...] = free(TOPICS, _some_of(lambda: TOPICS))
    only: tuple[str, ...] = free((), _some_of(_templates))
    seed: int = integer(1, 0, 9999, slider=False)
    count: int = integer(10, 3, 40)
    minutes: int = integer(15, 1, 90)
    sheets: int = integer(1, 1, 60)

    @property
    def templates(self) -> list[Template]:
        """The templates that questions are drawn from."""
        if self.only:
            return [_templates()[name] for name in self.only]
        return [each for each in _templates().values() if each.topic in self.topics]


#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {"only": ("derivative_graph",), "seed": 5}
SHOWCASE_STEPS = 0
