"""The settings of the quiz."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from acttutor.base.numbers.unchecked import items
from acttutor.base.state.fields import choice, flag, free, integer
from acttutor.labs.quiz.model.choices import with_choices
from acttutor.labs.quiz.model.item import TOPICS, Item, Template
from acttutor.labs.quiz.model.papers import FORMS, Form, about, paper, paper_of

MODES = ("practice", "daily", "exam", "sheet")


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
    #: Whether practice and sheets ask for everything with choices, as an exam does.
    choices: bool = flag(False)
    form: str = choice("own", ("own", *FORMS))
    count: int = integer(10, 3, 40)
    minutes: int = integer(15, 1, 90)
    sheets: int = integer(1, 1, 60)

    @property
    def templates(self) -> list[Template]:
        """The templates that questions are drawn from."""
        if self.mode == "daily":
            return list(_templates().values())
        if self.only:
            return [_templates()[name] for name in self.only]
        return [each for each in _templates().values() if each.topic in self.topics]

    @property
    def exam_form(self) -> Form | None:
        """The form that sets what an exam asks, whatever the topics; ``None`` for one's own."""
        return None if self.form == "own" or self.only else FORMS[self.form]

    @property
    def size(self) -> tuple[int, int]:
        """How many questions an exam has, and how many minutes."""
        form = self.exam_form
        return (form.count, form.minutes) if form else (self.count, self.minutes)

    def asked(self, item: Item) -> Item:
        """Return a question as practice and sheets ask it."""
        return with_choices(item) if self.choices else item

    def exam_paper(self) -> list[Item]:
        """Return the questions of an exam."""
        form = self.exam_form
        if form:
            return paper_of(form, list(_templates().values()), self.seed)
        return [with_choices(item) for item in paper(self.templates, self.seed, self.count)]

    def sheet(self, seed: int) -> list[Item]:
        """Return the questions of the sheet of a seed."""
        return [self.asked(item) for item in paper(self.templates, seed, self.count)]


def exercises(lab: str, seed: int, count: int) -> list[Item]:
    """Return up to ``count`` different questions about a lab."""
    templates = about(list(_templates().values()), lab)
    return paper(templates, seed, min(count, len(templates)))


#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {"only": ("derivative_graph",), "seed": 5}
SHOWCASE_STEPS = 0
