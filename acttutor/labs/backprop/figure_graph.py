"""The network as a graph: each unit split into u and o, and every number at its place."""

from collections import OrderedDict
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from acttutor.core.worksheet import LOSS, NEW_LOSS, Quantity, renewed, uses
from acttutor.labs.backprop.formulas import BLANK, name, number
from acttutor.labs.backprop.graph_places import Box, Places
from acttutor.plots.cell_text import CellText
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import line_width

_CORNER = 6.0
#: Texts are made smaller until they fit into their boxes.
_SHRINK = (1.0, 0.9, 0.8, 0.7, 0.6)
FORWARD, BACKWARD, UPDATE = "forward", "backward", "update"


def phase_of(step: Quantity) -> str:
    """Return which of the three parts of the calculation a step belongs to."""
    if step.kind in ("u", "o", "loss"):
        return FORWARD
    return UPDATE if step.kind.startswith("new_") else BACKWARD


def rounded(box: Box, scale: float, height: float, corner: float = _CORNER) -> Path:
    """Return a rectangle with round corners in device pixels, counted from below."""
    left, right = box.x - box.width / 2, box.x + box.width / 2
    top, bottom = box.y - box.height / 2, box.y + box.height / 2
    r = min(corner, box.width / 2, box.height / 2)
    points = []
    for x, y, dx, dy in (
        (left, top, 1, 1), (right, top, -1, 1), (right, bottom, -1, -1), (left, bottom, 1, -1)
    ):  # fmt: skip
        turn = [(x, y + dy * r), (x, y), (x + dx * r, y)]
        points += turn if dx == dy else turn[::-1]
    points.append(points[0])
    codes = [Path.MOVETO, Path.CURVE3, Path.CURVE3]
    codes += [Path.LINETO, Path.CURVE3, Path.CURVE3] * 3 + [Path.CLOSEPOLY]
    return Path(np.array([(x * scale, height - y * scale) for x, y in points]), codes)


class Graph:
    """Draws the network and tells what is under the pointer.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure) -> None:
        self.lab = lab
        self.theme = lab.theme
        self.places: Places | None = None
        self.lines: Any = self._add(LineCollection([], transform=IdentityTransform()))
        self.arrows: Any = self._add(PolyCollection([], transform=IdentityTransform()))
        self.plates: Any = self._shapes()
        self.boxes: Any = self._shapes()
        self.dividers: Any = self._add(LineCollection([], transform=IdentityTransform()))
        self.marks: Any = self._shapes()
        self.texts: list[CellText] = []
        self._looks: OrderedDict[Any, Any] = OrderedDict()
        self._used_texts = 0
        #: The given number under the pointer.
        self.hovered: Quantity | None = None
        self.outline: Any = PathCollection(
            [], facecolors="none", offsets=None, transform=IdentityTransform()
        )
        lab.figure.add_artist(self.outline)
        lab.moving(self.outline)

    def _add(self, artist: Any) -> Any:
        self.lab.figure.add_artist(artist)
        return self.lab.resting(artist)

    def _shapes(self) -> Any:
        return self._add(PathCollection([], offsets=None, transform=IdentityTransform()))

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Place the graph of the present network in a rectangle of logical pixels."""
        self.places = Places(self.lab.run.task, left, top, width, height)

    # -- colours -------------------------------------------------------------------------------

    def color(self, phase: str) -> str:
        """Return the colour of a part of the calculation."""
        theme = self.theme
        return {FORWARD: theme.f, BACKWARD: theme.df, UPDATE: theme.good}[phase]

    def wash(self, phase: str) -> str:
        """Return the quiet background of what a step uses."""
        theme = self.theme
        return {FORWARD: theme.selected, BACKWARD: theme.wash_bad, UPDATE: theme.wash_good}[phase]

    # -- drawing -------------------------------------------------------------------------------

    def update(self) -> None:
        """Show the run as it is now."""
        run = self.lab.run
        step = run.current
        self._phase = phase_of(step) if step else FORWARD
        self._step = step
        self._used = set(uses(run.task, step)) if step else set()
        self._used_texts = 0
        self._draw_lines()
        self._draw_plates()
        self._draw_boxes()
        self._write_units()
        self._write_lines()
        self._write_loss()
        for text in self.texts[self._used_texts :]:
            text.set_visible(False)
        self.mark_hovered()
        self.lab.wake()

    def _active_edge(self, weight: Quantity) -> bool:
        """Whether the present step goes along a line."""
        step = self._step
        if step is None:
            return False
        unit, source = weight.unit, weight.source
        if step.kind == "u":
            return step.unit == unit
        if step.kind in ("dw", "carry", "new_w"):
            return (step.unit, step.source) == (unit, source)
        if step.kind == "delta":
            return step.unit == source and bool(self.lab.run.task.layer(unit))
        return step.kind == "new_loss"

    def _draw_lines(self) -> None:
        assert self.places is not None
        scale, full = self.lab.scale, self.lab.figure.bbox.height
        segments, colors, widths, heads, shades = [], [], [], [], []
        for weight, ends in self.places.edges.items():
            (x0, y0), (x1, y1) = ends
            points = np.array([(x0, full / scale - y0), (x1, full / scale - y1)]) * scale
            active = self._active_edge(weight)
            color = self.color(self._phase) if active else self.theme.line
            segments.append(points)
            colors.append(color)
            widths.append(2.6 if active else 1.2)
            back = active and self._step is not None and self._step.kind in ("carry", "delta")
            tip, tail = (points[0], points[1]) if back else (points[1], points[0])
            heads.append(_head(tip, tail, (10.0 if active else 7.0) * scale))
            shades.append(color)
        self.lines.set(segments=segments, colors=colors, linewidths=widths)
        self.arrows.set(verts=heads, facecolors=shades, edgecolors="none")

    def _draw_plates(self) -> None:
        """Put a plate behind each label: it hides the line, and shows what is used."""
        assert self.places is not None
        run, theme = self.lab.run, self.theme
        paths, faces, edges = [], [], []
        for quantity, box in self.places.labels.items():
            shown, is_line = quantity, quantity.kind == "w"
            if is_line or quantity.kind == "b":
                box = self._plate(quantity, box)
            elif not run.shows(quantity) and quantity != self._step:
                continue
            else:
                box = box._replace(width=self._fitted(quantity, box))
            result = self._is_result(shown)
            used = self._is_used(shown)
            if not (used or result or is_line):
                continue
            paths.append(self._rounded(box))
            faces.append(self.wash(self._phase) if used else theme.background)
            edges.append(self.color(self._phase) if result else "none")
        self.plates.set_paths(paths)
        self.plates.set(facecolors=faces, edgecolors=edges, linewidths=1.8)

    def _plate(self, quantity: Quantity, box: Box) -> Box:
        """Return the plate of a weight or bias, as large as what is written there."""
        assert self.places is not None
        above, below, _ = self._parameter_lines(quantity)
        size = self.places.label_size
        width = max(self._width(above, size), self._width(below, size)) + 10
        line = self.places.line
        if not below:
            # A bias stands directly above its unit; the label of a line keeps its middle.
            y = box.y + line / 2 if quantity.kind == "b" else box.y
            box = box._replace(y=y, height=line)
        x = box.x if quantity.kind == "w" else box.x - box.width / 2 + width / 2
        return box._replace(x=x, width=width)

    def _fitted(self, quantity: Quantity, box: Box) -> float:
        assert self.places is not None
        text = self._beside_text(quantity)
        return max(self._width(text, self.places.label_size) + 10, 26.0) if text else box.width

    def _width(self, text: str, size: float) -> float:
        scale = self.lab.scale
        return line_width(text, size, float(self.lab.figure.dpi)) / scale if text else 0.0

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

    def _draw_boxes(self) -> None:
        assert self.places is not None
        theme, scale, full = self.theme, self.lab.scale, self.lab.figure.bbox.height
        paths, faces, edges, widths = [], [], [], []
        for quantity, box in self.places.boxes.items():
            result, used = self._is_result(quantity), quantity in self._used
            paths.append(self._rounded(box))
            faces.append(self.wash(self._phase) if used else theme.surface)
            edges.append(self.color(self._phase) if result else theme.line)
            widths.append(2.6 if result else 1.0)
        # What is calculated is drawn last, so that its frame is not covered by a neighbour's.
        order = sorted(range(len(paths)), key=lambda k: widths[k])
        self.boxes.set_paths([paths[k] for k in order])
        self.boxes.set(
            facecolors=[faces[k] for k in order],
            edgecolors=[edges[k] for k in order],
            linewidths=[widths[k] for k in order],
        )
        circles = [
            Path.circle(
                ((box.x - box.width / 2) * scale, full - box.y * scale), self._mark_radius * scale
            )
            for quantity, box in self.places.boxes.items()
            if quantity.kind == "o"
        ]
        self.marks.set_paths(circles)
        self.marks.set(facecolors=theme.background, edgecolors=theme.line, linewidths=1.0)

    @property
    def _mark_radius(self) -> float:
        assert self.places is not None
        return 0.62 * self.places.label_size

    def _rounded(self, box: Box) -> Path:
        return rounded(box, self.lab.scale, float(self.lab.figure.bbox.height))

    # -- writing -------------------------------------------------------------------------------

    def _say(
        self, text: str, x: float, y: float, size: float, color: str, ha: str = "center"
    ) -> None:
        """Write a line with its middle at a height."""
        if self._used_texts == len(self.texts):
            made = CellText(0, 0, "", va="center", looks=self._looks)
            self.lab.figure.add_artist(made)
            self.texts.append(self.lab.resting(made))
        written = self.texts[self._used_texts]
        self._used_texts += 1
        written.set(text=text, size=size, color=color, ha=ha, visible=True)
        self.lab.put(written, x, y)

    def _size_for(self, text: str, size: float, room: float) -> float:
        return next((s * size for s in _SHRINK if self._width(text, s * size) <= room), 0.6 * size)

    def _value(self, quantity: Quantity) -> tuple[str, str]:
        """Return what stands for a number on the sheet, and its colour."""
        run, theme = self.lab.run, self.theme
        if run.shows(quantity):
            return f"${number(run.known[quantity])}$", theme.text
        if run.filling and quantity == self._step:
            return BLANK, self.color(self._phase)
        return "", theme.muted

    def _write_units(self) -> None:
        assert self.places is not None
        places, theme, task = self.places, self.theme, self.lab.run.task
        size = places.number_size
        for quantity, box in places.boxes.items():
            text, color = self._value(quantity)
            side = {"u": -0.3, "o": 0.3}.get(quantity.kind, 0.0) * self._mark_radius
            label = f"${name(task, quantity)}$"
            self._say(label, box.x, box.y - 0.27 * box.height, 0.85 * size, theme.muted)
            if text:
                fitted = self._size_for(text, size, box.width - 8)
                self._say(text, box.x + side, box.y + 0.2 * box.height, fitted, color)
            if quantity.kind == "o":
                x = box.x - box.width / 2
                self._say("$f$", x, box.y - 0.0 * box.height, 0.8 * size, theme.f)
        for quantity, box in places.labels.items():
            if quantity.kind in ("delta", "t", "carry"):
                self._write_beside(quantity, box)

    def _beside_text(self, quantity: Quantity) -> str:
        text, _ = self._value(quantity)
        if not text:
            return ""
        if quantity.kind == "carry":
            return rf"$\leftarrow {text.strip('$')}$"
        return f"${name(self.lab.run.task, quantity)} = {text.strip('$')}$"

    def _write_beside(self, quantity: Quantity, box: Box) -> None:
        assert self.places is not None
        text = self._beside_text(quantity)
        if text:
            color = self.theme.text if quantity.kind == "t" else self.theme.df
            size = self._size_for(text, self.places.label_size, box.width + 14)
            self._say(text, box.x, box.y, size, color)

    def _parameter_lines(self, parameter: Quantity) -> tuple[str, str, str]:
        """Return what is written about a weight or a bias: above, below, and the latter's colour.

        Below stands its slope, and after the update its new value.
        """
        run, task = self.lab.run, self.lab.run.task
        above = f"${name(task, parameter)} = {number(run.known[parameter])}$"
        slope = parameter._replace(kind=f"d{parameter.kind}")
        for quantity, lead, phase in (
            (renewed(parameter), r"\to ", UPDATE),
            (slope, "", BACKWARD),
        ):
            text, _ = self._value(quantity)
            if text:
                return above, f"${lead}{text.strip('$')}$", self.color(phase)
        return above, "", ""

    def _write_lines(self) -> None:
        assert self.places is not None
        places = self.places
        size, line = places.label_size, places.line
        for quantity, box in places.labels.items():
            if quantity.kind not in ("w", "b"):
                continue
            above, below, color = self._parameter_lines(quantity)
            plate = self._plate(quantity, box)
            lift = line / 2 if below else 0.0
            x, ha = (box.x, "center") if quantity.kind == "w" else (
                plate.x - plate.width / 2 + 5, "left")  # fmt: skip
            self._say(above, x, plate.y - 0.92 * lift, size, self.theme.text, ha)
            if below:
                self._say(below, x, plate.y + 0.92 * lift, size, color, ha)

    def _write_loss(self) -> None:
        assert self.places is not None
        run, box, size = self.lab.run, self.places.labels[LOSS], self.places.number_size
        for row, quantity in enumerate((LOSS, NEW_LOSS)):
            text, _ = self._value(quantity)
            if not text:
                continue
            words = f"${name(run.task, quantity)} = {text.strip('$')}$"
            color = self.color(UPDATE) if row else self.theme.text
            y = box.y + (row - 0.5) * box.height / 2
            self._say(words, box.x, y, self._size_for(words, size, box.width + 20), color)

    # -- the pointer ---------------------------------------------------------------------------

    def number_at(self, event: Any) -> Quantity | None:
        """Return the given number under the pointer."""
        if self.places is None:
            return None
        scale, full = self.lab.scale, self.lab.figure.bbox.height
        return self.places.find(event.x / scale, (full - event.y) / scale)

    def box_of(self, quantity: Quantity) -> Box:
        """Return where a given number stands."""
        assert self.places is not None
        if quantity in self.places.boxes:
            return self.places.boxes[quantity]
        box = self.places.labels[quantity]
        if quantity.kind in ("w", "b"):
            plate = self._plate(quantity, box)
            above = self.places.line if plate.height > self.places.line else 0.0
            return plate._replace(y=plate.y - above / 2, height=self.places.line)
        return box

    def mark_hovered(self) -> None:
        """Frame the given number under the pointer."""
        shown = self.hovered is not None
        self.outline.set_visible(shown)
        if self.hovered is not None:
            self.outline.set_paths([self._rounded(self.box_of(self.hovered))])
            self.outline.set(edgecolors=self.theme.accent, linewidths=1.6)


def _head(tip: Any, tail: Any, length: float) -> Any:
    """Return the triangle of an arrow head."""
    along = (tip - tail) / max(float(np.hypot(*(tip - tail))), 1e-9)
    across = np.array([-along[1], along[0]])
    base = tip - along * length
    return np.array([tip, base + across * length * 0.45, base - across * length * 0.45])
