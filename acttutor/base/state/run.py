"""What every lab with time has in common, without a window."""

import itertools
from collections.abc import Generator, Mapping
from typing import Any, Generic, TypeAlias, TypeVar

from acttutor.base.state.fields import Settings
from acttutor.base.storage.records import Records

S = TypeVar("S", bound=Settings)

_GENERATIONS = itertools.count(1)


def new_generation() -> int:
    """Return a number that no run has had before.

    A run takes one whenever it becomes another one than it was. So a picture that has drawn this
    number is up to date, whichever run it is shown.
    """
    return next(_GENERATIONS)


#: How far a run has come: only what JSON knows, and read again as data of a stranger.
Snapshot: TypeAlias = Mapping[str, object]


class Run(Generic[S]):
    """The state of a lab while it is used: computed from settings, moved on by `step`.

    Play, Step, the command line and the tests all call the same `step`. A lab without time
    leaves `step` as it is. A lab derives its own from ``Run[Settings]``.

    Args:
        settings: the settings object of the lab.
    """

    #: Fraction of the way to the next step, 0 … 1; lets a figure move smoothly between steps.
    phase: float = 0.0
    #: Whether something is going on, such as an exam, that a key must not turn away from.
    in_progress = False

    def __init__(self, settings: S) -> None:
        self.settings = settings

    @property
    def eased(self) -> float:
        """The phase, but gently from rest to rest."""
        return self.phase * self.phase * (3 - 2 * self.phase)

    def configure(self, settings: S) -> None:
        """Follow changed settings, keeping whatever they do not touch."""
        self.settings = settings

    def step(self) -> bool:
        """Go one step on; ``False`` if there is nothing left to do."""
        return False

    def work(self, until_s: float) -> bool | None:
        """Go on with a step until a time of `time.perf_counter`, or a little longer, to draw then.

        ``None`` while the step is not done, otherwise what `step` returns. A lab whose steps may
        take longer than a frame does one in parts; in all others a part is the whole step.
        """
        return self.step()

    def step_back(self) -> bool:
        """Go one step back; ``False`` at the beginning."""
        return False

    def reset(self) -> None:
        """Return to the beginning."""

    def fill(self, answer: float) -> bool:
        """Take a number that was worked out by hand, where the lab asks for one; whether it is
        right."""
        return False

    def wait(self, timeout_s: float) -> None:
        """Wait until something that `step` began elsewhere is done, or for some time.

        Most labs begin nothing elsewhere. Only the command line waits; a window never does.
        """

    def use_records(self, records: Records, learner: str) -> int:
        """Go on with what a learner did before, and add to it from now on.

        Returns the number of rows that this lab cannot make anything of. Most labs have nothing
        to remember beyond their snapshot.
        """
        return 0

    def close(self) -> None:
        """Give back what is held outside this object, such as processes; `step` may go on later."""

    def snapshot(self) -> Snapshot:
        """Return how far the run has come beyond what its settings say.

        Only what JSON knows: dicts with texts as keys, lists, texts, finite numbers, truth
        values and ``None``. Sessions and files keep it; a lab without time has nothing to keep.
        """
        return {}

    @property
    def has_progress(self) -> bool:
        """Whether the lab keeps more than its settings: whether it has a `snapshot` of its own."""
        return type(self).snapshot is not Run.snapshot

    def restore(self, snapshot: Snapshot) -> None:
        """Continue where a run with the same settings was when `snapshot` was taken.

        Raises:
            ValueError: naming the field, if the snapshot is not one of these settings; the run
                is as it was before then.
        """

    def restoring(self, snapshot: Snapshot) -> Generator[float | None, None, None]:
        """Do what `restore` does as a task, see `acttutor.base.task`.

        It has pieces only in labs that take all their steps again.
        """
        self.restore(snapshot)
        return
        yield

    @property
    def steps_per_second(self) -> float:
        """Speed of play that the settings ask for."""
        return float(getattr(self.settings, "speed", 1.0))


#: The run of whatever lab, for what treats all labs alike.
AnyRun: TypeAlias = Run[Any]
