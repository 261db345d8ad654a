"""One attempt at a step of a lesson: what it starts from, and whether its goal is met."""

from collections.abc import Mapping

from acttutor.base.numbers.plain import plain_settings, settings_from_plain
from acttutor.base.numbers.unchecked import mapping, real
from acttutor.base.state.fields import Settings, differing, field_names
from acttutor.base.state.run import AnyRun
from acttutor.base.task import Task, finish, stepping
from acttutor.labs.registry import LABS
from acttutor.lessons.goals import Watch
from acttutor.lessons.lesson import Step, words_in
from acttutor.lessons.markup import filled


class Attempt:
    """A learner at a step.

    Args:
        step: the step.
        settings: the settings of its lab before it; it goes on from them if it names none.
        seen: whether the learner has seen the result before, so that nothing can be predicted.
    """

    def __init__(self, step: Step, settings: Settings, seen: bool = False) -> None:
        self.step = step
        #: Whether the result was visible before it was predicted.
        self.seen = seen
        kind = LABS[step.lab].settings_class
        if step.settings is not None:
            settings = settings_from_plain(kind, step.settings)[0]
        #: What the experiment starts from.
        self.start = settings
        #: Number of the option that the learner predicted, or ``None``.
        self.predicted: int | None = None
        self._watch = Watch(step.goal)
        #: The settings that were looked at last, and the same as plain data.
        self._plain: tuple[object, Mapping[str, object]] = (None, {})

    @property
    def met(self) -> bool:
        """Whether the goal is met, after a prediction if one was asked for."""
        return self._watch.met and (self.step.predict is None or self.predicted is not None)

    @property
    def foreseen(self) -> bool:
        """Whether the prediction came true; one of what was visible already is none."""
        asked = self.step.predict
        return asked is not None and not self.seen and self.predicted == asked.right

    def look(self, run: AnyRun, steps: int) -> bool:
        """Look at the run; returns whether the goal is met.

        What is seen before the prediction that was asked for is made cannot be predicted any more.

        Args:
            run: of the lab of this step.
            steps: a count that grows by one with every step of the run.
        """
        if self._watch.met:
            return self.met
        settings = run.settings
        touched = differing(settings, self.start)
        observed = LABS[self.step.lab].export.metrics(run)
        if self._plain[0] is not settings:
            self._plain = (settings, plain_settings(settings))
        shows = self._watch.look(observed, self._plain[1], touched, steps)
        self.seen |= shows and self.step.predict is not None and self.predicted is None
        return self.met

    def verdict(self) -> str:
        """Return what became of the prediction: ``"right"``, ``"wrong"``, ``"seen"`` if it came too
        late, or ``""`` if none was asked for or made."""
        if self.step.predict is None or self.predicted is None:
            return ""
        return "seen" if self.seen else "right" if self.foreseen else "wrong"

    def answer(self, language: str) -> str:
        """Return what is said to the prediction, apart from whether it was right."""
        asked = self.step.predict
        if asked is None or self.predicted is None:
            return ""
        reason = words_in(asked.because[self.predicted], language) if asked.because else ""
        look = words_in(asked.look, language) if self.predicted != asked.right else ""
        return "\n\n".join(part for part in (reason, look) if part)

    def said(self, run: AnyRun, language: str) -> str:
        """Return what is said when the goal is met, with the numbers of the experiment."""
        words = words_in(self.step.met, language)
        return filled(words, values_of(self.step.lab, run)) if words else ""


def values_of(lab: str, run: AnyRun) -> Mapping[str, object]:
    """Return everything that a sentence of a lesson can name."""
    settings = {name: getattr(run.settings, name) for name in field_names(run.settings)}
    return {**settings, **LABS[lab].export.metrics(run)}


def starting(attempt: Attempt) -> Task[AnyRun]:
    """Make the run that a step starts with."""
    run: AnyRun = LABS[attempt.step.lab].run_class(attempt.start)
    yield from stepping(run, attempt.step.run)
    return run


def rehearse(step: Step, settings: Settings, run: AnyRun | None = None) -> tuple[Attempt, AnyRun]:
    """Do what the scripted solution of a step does, without a window.

    Args:
        step: the step.
        settings: the settings of its lab before it.
        run: goes on if the step names no settings of its own.
    """
    attempt = Attempt(step, settings)
    if step.settings is not None or run is None:
        run = finish(starting(attempt))
    count = 0
    for action in step.solution:
        if action.kind == "predict":
            attempt.predicted = int(real(action.value))
        elif action.kind == "set":
            plain = plain_settings(run.settings)
            kind = LABS[step.lab].settings_class
            run.configure(settings_from_plain(kind, {**plain, **mapping(action.value)})[0])
        elif action.kind == "fill":
            run.fill(real(action.value))
            count += 1
        else:
            for _ in range(int(real(action.value))):
                more = run.step()
                count += 1
                attempt.look(run, count)
                if not more or attempt.met:
                    break
        attempt.look(run, count)
    return attempt, run
