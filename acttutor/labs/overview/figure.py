"""The picture of the overview: eight steps, the history of activations, and the chooser."""

from collections.abc import Callable

from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.labs.overview.figures.chooser import Chooser
from acttutor.labs.overview.figures.detail import Detail
from acttutor.labs.overview.figures.steps import Steps
from acttutor.labs.overview.figures.timeline import Timeline
from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import Link
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.layout import columns, fixed, rows, share
from acttutor.plots.sheet import Sheet

PAD = 20.0
#: Least height of the cards with their sketches, and of the timeline.
SKETCHED, HISTORY = 228.0, 122.0
#: Height of cards with words alone.
PLAIN = 156.0


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    #: Put a lab on the screen.
    open: Callable[[Link], None] = unanswered

    def build(self) -> None:
        self.sheet = Sheet(self)
        self.steps = Steps(self, self.sheet)
        self.timeline = Timeline(self, self.sheet)
        self.chooser = Chooser(self, self.sheet)
        self.detail = Detail(self)
        self._pressed: object = None
        self._shown: object = None

    def layout(self, width: float, height: float) -> None:
        self.sheet.clear(width, height)
        left = min(0.54 * width, 640.0) - PAD
        # In a low figure the cards go without sketches: what is chosen below comes first.
        sketched = height >= SKETCHED + HISTORY + 8 + self.chooser.height(left)
        self.steps.sketched = sketched
        steps = min(max(0.43 * height - 16, SKETCHED), 560.0) if sketched else PLAIN
        rows(
            fixed(self.steps, steps - 10),
            fixed(self.timeline, min(max(0.19 * height, HISTORY), 200.0) - 8),
            share(columns(fixed(self.chooser, left), share(self.detail), gap=28)),
            gap=8,
        ).layout(self.whole().inside(PAD, 10, PAD))
        self._shown = None

    def update(self) -> bool:
        self.steps.update()
        self.timeline.update()
        self.detail.update()
        shown = self.run.settings.purpose
        changed = shown != self._shown
        self._shown = shown
        if changed:
            self.chooser.update()
        return False

    # -- the pointer ---------------------------------------------------------------------------

    def _target(self, event: MouseEvent) -> object:
        """Return what lies under the pointer: a way to a lab, or something to pick."""
        x, y = self.pointer(event)
        for part in (self.steps, self.timeline, self.chooser, self.detail):
            found = part.target(x, y)
            if found is not None:
                return found
        return None

    def on_press(self, event: MouseEvent) -> bool:
        self._pressed = self._target(event) if event.button == 1 else None
        return False

    def on_release(self, event: MouseEvent) -> bool:
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._target(event) != pressed:
            return False
        if isinstance(pressed, Link):
            self.open(pressed)
        elif isinstance(pressed, tuple):
            kind, name = pressed
            self.change(**{kind: name})
        return False

    def on_move(self, event: MouseEvent) -> bool:
        return self._light(self._target(event), event)

    def on_leave(self, event: LocationEvent | None) -> bool:
        return self._light(None, None)

    def _light(self, target: object, event: MouseEvent | None) -> bool:
        changed = self.timeline.light(target)
        self.detail.hovered = self.timeline.hovered
        place = None if event is None else self.pointer(event)
        changed |= self.steps.light(place)
        changed |= self.chooser.light(target)
        return self.detail.light(target) or changed

    def cursor(self, event: MouseEvent) -> str:
        return "hand" if self._target(event) is not None else ""
