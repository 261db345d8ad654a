"""The strip of all steps: how far the calculation has come, and a way to jump."""

from matplotlib.backend_bases import MouseEvent
from matplotlib.collections import PathCollection
from matplotlib.transforms import IdentityTransform

from acttutor.labs.backprop.figures.style import (
    BACKWARD,
    FORWARD,
    UPDATE,
    color_of,
    phase_of,
    rounded,
    wash_of,
)
from acttutor.labs.backprop.graph_places import Box
from acttutor.labs.backprop.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import SMALL

HEIGHT = 34.0
_CELL, _GAP, _BETWEEN = 9.0, 2.0, 10.0


class Strip:
    """One cell for each step, in three parts: forward, backward, update.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.cells = PathCollection([], offsets=None, transform=IdentityTransform())
        lab.figure.add_artist(self.cells)
        lab.static(self.cells)
        self.names = {
            phase: lab.static(lab.write("", SMALL)) for phase in (FORWARD, BACKWARD, UPDATE)
        }
        self._place = (0.0, 0.0, 100.0)
        self.boxes: list[Box] = []
        self._shown: object = None

    def layout(self, left: float, top: float, width: float) -> None:
        """Place the strip; it is `HEIGHT` high."""
        self._place = (left, top, width)

    def update(self) -> None:
        """Show which steps are done, and how."""
        run = self.lab.run
        shown = (self._place, self.lab.scale, len(run.steps), tuple(run.marks), run.settings.mode)
        if shown == self._shown:
            return
        self._shown = shown
        left, top, width = self._place
        phases = [phase_of(step) for step in run.steps]
        width = (width - 2 * _BETWEEN + _GAP) / len(phases)
        self.boxes, x, before = [], left, FORWARD
        begins = {FORWARD: left}
        for phase in phases:
            if phase != before:
                x += _BETWEEN
                begins[phase], before = x, phase
            self.boxes.append(Box(x + (width - _GAP) / 2, top + 22, width - _GAP, _CELL))
            x += width
        height = float(self.lab.figure.bbox.height)
        self.cells.set_paths([rounded(box, self.lab.scale, height, 2.0) for box in self.boxes])
        looks = [self._look(place, phase) for place, phase in enumerate(phases)]
        self.cells.set(
            facecolors=[face for face, _ in looks],
            edgecolors=[edge for _, edge in looks],
            linewidths=1.2,
        )
        for phase, name in self.names.items():
            name.set(
                text=self.lab.texts(f"backprop.phase.{phase}"),
                color=color_of(phase, self.lab.theme),
            )
            self.lab.put(name, begins[phase], top)

    def _look(self, place: int, phase: str) -> tuple[str, str]:
        """Return the colours of a cell and of its frame."""
        run, theme = self.lab.run, self.lab.theme
        color = color_of(phase, self.lab.theme)
        if place < run.position:
            shown = run.settings.mode == "fill" and run.marks[place] == "shown"
            return (wash_of(phase, theme) if shown else color), color
        return theme.wash_dead, color if run.filling and place == run.position else "none"

    def cell_at(self, event: MouseEvent) -> int | None:
        """Return the number of the step under the pointer, counted from 0."""
        scale, full = self.lab.scale, self.lab.figure.bbox.height
        x, y = event.x / scale, (full - event.y) / scale
        for place, box in enumerate(self.boxes):
            if abs(x - box.x) <= (box.width + _GAP) / 2 and abs(y - box.y) <= 12:
                return place
        return None
