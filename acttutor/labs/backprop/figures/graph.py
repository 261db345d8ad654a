"""The network as a graph: each unit split into u and o; what a step uses stands out."""

from typing import Any

import numpy as np
from matplotlib.backend_bases import MouseEvent
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from acttutor.core.worksheet.calculation import LOSS, NEW_LOSS, Quantity, renewed, uses
from acttutor.labs.backprop.figures.labels import Labels
from acttutor.labs.backprop.figures.style import arrow_head, color_of, phase_of, rounded, wash_of
from acttutor.labs.backprop.graph_places import Box, Places
from acttutor.labs.backprop.run import Run
from acttutor.plots.lab_figure import LabFigure


class Graph:
    """Draws the network and tells what is under the pointer.

    Args:
        lab: the figure; it names theme and run.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.lines: Any = lab.static(self._add(LineCollection))
        self.arrows: Any = lab.static(self._add(PolyCollection))
        self.plates: Any = lab.static(self._add(PathCollection))
        self.boxes: Any = lab.static(self._add(PathCollection))
        self.marks: Any = lab.static(self._add(PathCollection))
        self.labels = Labels(lab)
        #: The given number under the pointer.
        self.hovered: Quantity | None = None
        self.outline: Any = lab.moving(self._add(PathCollection))
        self._step: Quantity | None = None
        self._used: set[Quantity] = set()

    def _add(self, kind: Any) -> Any:
        options = {"offsets": None} if kind is PathCollection else {}
        artist = kind([], transform=IdentityTransform(), **options)
        self.lab.figure.add_artist(artist)
        return artist

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Place the graph of the present network in a rectangle of logical pixels."""
        self.places = self.labels.places = Places(self.lab.run.task, left, top, width, height)

    def update(self) -> None:
        """Show the run as it is now."""
        run, theme = self.lab.run, self.lab.theme
        self._step = run.current
        self._used = set(uses(run.task, run.current)) if run.current else set()
        phase = phase_of(run.current)
        self._color, self._wash = color_of(phase, theme), wash_of(phase, theme)
        self._draw_lines()
        self._draw_plates()
        self._draw_boxes()
        self._draw_marks()
        self.labels.update()
        self.mark_hovered()
        self.lab.invalidate()

    # -- what stands out -----------------------------------------------------------------------

    def _goes_along(self, weight: Quantity) -> bool:
        """Whether the present step goes along a line."""
        step = self._step
        if step is None:
            return False
        if step.kind == "u":
            return step.unit == weight.unit
        if step.kind in ("dw", "carry", "new_w"):
            return step[1:] == weight[1:]
        if step.kind == "delta":
            return step.unit == weight.source and bool(self.lab.run.task.layer(weight.unit))
        return step.kind == "new_loss"

    def _is_used(self, quantity: Quantity) -> bool:
        names = {quantity}
        if quantity.kind in ("w", "b"):
            names |= {quantity._replace(kind=f"d{quantity.kind}"), renewed(quantity)}
        return bool(names & self._used)

    def _is_result(self, quantity: Quantity) -> bool:
        step = self._step
        if step is None:
            return False
        if step in (NEW_LOSS, LOSS):
            return quantity == LOSS
        if quantity.kind in ("w", "b"):
            parts = (f"d{quantity.kind}", f"new_{quantity.kind}")
            return step.kind in parts and step[1:] == quantity[1:]
        return step == quantity

    # -- drawing -------------------------------------------------------------------------------

    def _rounded(self, box: Box) -> Path:
        return rounded(box, self.lab.scale, float(self.lab.figure.bbox.height))

    def _draw_lines(self) -> None:
        scale, full = self.lab.scale, float(self.lab.figure.bbox.height)
        back = self._step is not None and self._step.kind in ("carry", "delta")
        segments, colors, widths, heads = [], [], [], []
        for weight, ends in self.places.edges.items():
            active = self._goes_along(weight)
            points = np.array([(x * scale, full - y * scale) for x, y in ends])
            tip, tail = points[:: 1 if active and back else -1]
            segments.append(points)
            colors.append(self._color if active else self.lab.theme.line)
            widths.append(2.6 if active else 1.2)
            heads.append(arrow_head(tip, tail, (11.0 if active else 7.0) * scale))
        self.lines.set(segments=segments, colors=colors, linewidths=widths)
        self.arrows.set(verts=heads, facecolors=colors, edgecolors="none")

    def _draw_plates(self) -> None:
        """Put a plate behind each label: it hides the line, and shows what is used."""
        theme = self.lab.theme
        paths, faces, frames = [], [], []
        for quantity in self.places.labels:
            used, result = self._is_used(quantity), self._is_result(quantity)
            if not (used or result or quantity.kind == "w"):
                continue
            paths.append(self._rounded(self.labels.plate(quantity)))
            faces.append(self._wash if used else theme.background)
            frames.append(self._color if result else "none")
        # Frames last: no other plate covers what is calculated.
        order = sorted(range(len(paths)), key=lambda k: frames[k] != "none")
        self.plates.set_paths([paths[k] for k in order])
        self.plates.set(
            facecolors=[faces[k] for k in order],
            edgecolors=[frames[k] for k in order],
            linewidths=2.0,
        )

    def _draw_boxes(self) -> None:
        theme, places = self.lab.theme, self.places.boxes
        # What is calculated is drawn last, so that its frame is not covered by a neighbour's.
        order = sorted(places, key=self._is_result)
        self.boxes.set_paths([self._rounded(places[name]) for name in order])
        self.boxes.set(
            facecolors=[self._wash if name in self._used else theme.surface for name in order],
            edgecolors=[self._color if self._is_result(name) else theme.line for name in order],
            linewidths=[2.6 if self._is_result(name) else 1.0 for name in order],
        )

    def _draw_marks(self) -> None:
        """Put the circle with f between the halves of each unit."""
        theme, scale, full = self.lab.theme, self.lab.scale, float(self.lab.figure.bbox.height)
        self.marks.set_paths(
            [
                Path.circle(
                    ((box.x - box.width / 2) * scale, full - box.y * scale),
                    self.places.mark * scale,
                )
                for name, box in self.places.boxes.items()
                if name.kind == "o"
            ]
        )
        self.marks.set(facecolors=theme.background, edgecolors=theme.line, linewidths=1.0)

    # -- the pointer ---------------------------------------------------------------------------

    def number_at(self, event: MouseEvent) -> Quantity | None:
        """Return the given number under the pointer."""
        scale, full = self.lab.scale, self.lab.figure.bbox.height
        return self.places.find(event.x / scale, (full - event.y) / scale)

    def box_of(self, given: Quantity) -> Box:
        """Return where a given number stands."""
        if given in self.places.boxes:
            return self.places.boxes[given]
        plate, line = self.labels.plate(given), self.places.line
        if given.kind == "t":
            return plate
        # Of two lines, the upper one is the number that is given.
        return plate._replace(y=plate.y - (plate.height - line) / 2, height=line)

    def mark_hovered(self) -> None:
        """Frame the given number under the pointer."""
        self.outline.set_visible(self.hovered is not None)
        if self.hovered is not None:
            self.outline.set_paths([self._rounded(self.box_of(self.hovered))])
            self.outline.set(edgecolors=self.lab.theme.accent, facecolors="none", linewidths=1.6)
