"""What a lesson is: steps that set an experiment up, ask for something, and see that it happens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from acttutor.base.language.texts import visible

#: What the names of lesson files end with.
SUFFIX = ".toml"

#: A text in the languages of the program, by their ids.
Words = Mapping[str, str]


@dataclass(frozen=True)
class Condition:
    """Something that holds or does not, read off an experiment.

    Args:
        kind: ``"observe"`` (a named value of the lab), ``"setting"``, ``"changed"`` (a setting that
            the learner has changed in this step), ``"all"`` or ``"any"`` (of `parts`).
        name: of the value or the setting.
        test: one of `TESTS`, for observed values and settings.
        value: what it is compared with.
        held: epochs (steps of the run) during which it has to hold without a break.
        parts: the conditions that ``"all"`` or ``"any"`` combine.
    """

    kind: str
    name: str = ""
    test: str = ""
    value: object = None
    held: int = 0
    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True)
class Prediction:
    """A question to answer before anything is tried.

    Args:
        question: what will happen?
        options: two or more answers.
        right: number of the one that comes true.
        because: what is said to whoever chose each answer; none, or one for each.
        look: the one thing to look at for whoever was wrong.
        point: name of the part of the figure where that is; empty for none.
    """

    question: Words
    options: tuple[Words, ...]
    right: int
    because: tuple[Words, ...] = ()
    look: Words = field(default_factory=dict)
    point: str = ""


@dataclass(frozen=True)
class Action:
    """One thing that the scripted solution does.

    Args:
        kind: ``"set"`` (settings), ``"run"`` (steps), ``"fill"`` (a number that is asked for) or
            ``"predict"`` (number of an option).
        value: the settings, the number of steps, the number, or the number of the option.
    """

    kind: str
    value: object


@dataclass(frozen=True)
class Step:
    """One step of a lesson.

    Args:
        text: what to do and why, see `acttutor.lessons.markup`.
        task: the goal in a few words; needed if there is one.
        lab: the lab it happens in.
        settings: what differs from the lab's defaults when it begins; ``None`` goes on with the
            experiment of the step before.
        run: steps that the run is moved on before it begins.
        hide: settings whose controls are not shown.
        lock: settings whose controls show the value, but cannot be used.
        highlight: settings whose controls are marked.
        point: name of a part of the figure that is marked; empty for none.
        predict: a question to answer first.
        goal: what has to happen; ``None`` if reading is enough.
        hint: said on demand.
        met: said when the goal is met, with numbers of the experiment filled in.
        solution: what reaches the goal, for tests and for "show me".
    """

    text: Words
    lab: str
    settings: Mapping[str, object] | None = None
    run: int = 0
    hide: tuple[str, ...] = ()
    lock: tuple[str, ...] = ()
    highlight: tuple[str, ...] = ()
    point: str = ""
    predict: Prediction | None = None
    task: Words = field(default_factory=dict)
    goal: Condition | None = None
    hint: Words = field(default_factory=dict)
    met: Words = field(default_factory=dict)
    solution: tuple[Action, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it is done by doing something, and not by reading alone."""
        return self.goal is not None or self.predict is not None


@dataclass(frozen=True)
class Lesson:
    """A lesson.

    Args:
        id: lowercase letters, digits and hyphens; the name of its file.
        title: what it is called.
        minutes: how long it takes.
        level: 1 (for everyone) to 3 (for those who want to know exactly).
        after: ids of lessons it builds on.
        covers: rows of the curriculum, see `acttutor.base.curriculum`.
        steps: at least one.
        introduces: ids of glossary terms that are met here first.
        needs: ids of glossary terms that have to be known before.
        questions: ids of templates of the quiz that are asked at the end.
        path: where it was read from.
    """

    id: str
    title: Words
    minutes: int
    level: int
    after: tuple[str, ...]
    covers: tuple[str, ...]
    steps: tuple[Step, ...]
    path: Path | None = None
    introduces: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def words_in(words: Words, language: str) -> str:
    """Return a text in a language, in another one where it is missing, with what cannot be seen
    written out; its lines stay."""
    text = words.get(language) or next(iter(words.values()), "")
    return "\n".join(map(visible, text.expandtabs().split("\n")))


def line_in(words: Words, language: str) -> str:
    """Return a text like `words_in`, on one line."""
    return " ".join(words_in(words, language).split("\n"))
