"""Every number of the graph, written at its place."""

from collections import OrderedDict
from typing import Any

from acttutor.core.worksheet.calculation import LOSS, NEW_LOSS, Quantity, renewed
from acttutor.labs.backprop.figures.style import BACKWARD, UPDATE, color_of, phase_of
from acttutor.labs.backprop.formulas import name
from acttutor.labs.backprop.graph_places import Box, Places
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.styles import BLANK, number
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.text.cell import CellText
from acttutor.plots.text.quick import line_width

#: Texts are made smaller until they fit into their boxes.
_SHRINK = (1.0, 0.9, 0.8, 0.7, 0.6)
#: How far the loss stands above the middle of its place, and the new one below it, in lines.
_LOSS_LIFT = 0.525
#: Space around a label within its plate, in logical pixels.
_MARGIN = 5.0


class Labels:
    """Writes the names and numbers of a network.

    Args:
        lab: the figure; it names theme and run.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.texts: list[CellText] = []
        self._looks: OrderedDict[Any, Any] = OrderedDict()
        self._count = 0
        self.places: Places

    def update(self) -> None:
        """Write everything that is on the sheet now."""
        places, self._count = self.places, 0
        self._write_units()
        for quantity, box in places.labels.items():
            if quantity.kind in ("w", "b"):
                self._write_parameter(quantity, box)
            elif quantity != LOSS:
                self._write_beside(quantity, box)
        self._write_loss(places.labels[LOSS])
        for text in self.texts[self._count :]:
            text.set_visible(False)

    # -- what is written -----------------------------------------------------------------------

    def value(self, quantity: Quantity) -> str:
        """Return what stands for a number on the sheet, as mathtext; "" if nothing does yet."""
        run = self.lab.run
        if run.shows(quantity):
            return number(run.known[quantity])
        return BLANK if run.filling and quantity == run.current else ""

    def parameter_lines(self, parameter: Quantity) -> tuple[str, str, str]:
        """Return what is written about a weight or a bias: above, below, and the latter's colour.

        Below stands its slope, and after the update its new value.
        """
        run, theme = self.lab.run, self.lab.theme
        above = f"${name(run.task, parameter)} = {number(run.known[parameter])}$"
        after, slope = renewed(parameter), parameter._replace(kind=f"d{parameter.kind}")
        if self.value(after):
            return above, rf"$\to {self.value(after)}$", color_of(UPDATE, theme)
        if self.value(slope):
            return above, f"${self.value(slope)}$", color_of(BACKWARD, theme)
        return above, "", ""

    def beside(self, quantity: Quantity) -> str:
        """Return what is written beside a unit: δ, a target, or what has come back to it."""
        value = self.value(quantity)
        if not value:
            return ""
        if quantity.kind == "carry":
            return rf"$\leftarrow {value}$" if self.places.arrows else f"${value}$"
        return f"${name(self.lab.run.task, quantity)} = {value}$"

    def plate(self, quantity: Quantity) -> Box:
        """Return the place of a label, as large as what is written there."""
        places = self.places
        box, size = places.labels[quantity], places.label_size
        if quantity.kind not in ("w", "b"):
            if quantity == LOSS:
                if self.value(NEW_LOSS):
                    return box
                lift = _LOSS_LIFT * places.line
                return box._replace(y=box.y - lift, height=2 * lift + 4)
            size = self._size_for(self.beside(quantity), size, box.width)
            return box._replace(width=self._width(self.beside(quantity), size) + 2 * _MARGIN)
        above, below, _ = self.parameter_lines(quantity)
        width = max(self._width(above, size), self._width(below, size)) + 2 * _MARGIN
        if quantity.kind == "b":
            # It stands directly above its unit, and begins where that does.
            left = box.x - box.width / 2
            box = box._replace(x=left + width / 2)
        if not below:
            y = box.y + places.line / 2 if quantity.kind == "b" else box.y
            box = box._replace(y=y, height=places.line)
        return box._replace(width=width)

    def _width(self, text: str, size: float) -> float:
        return line_width(text, size, float(self.lab.figure.dpi)) / self.lab.scale if text else 0.0

    def _size_for(self, text: str, size: float, room: float) -> float:
        return next((s * size for s in _SHRINK if self._width(text, s * size) <= room), 0.6 * size)

    # -- writing -------------------------------------------------------------------------------

    def _say(self, text: str, x: float, y: float, size: float, color: str) -> None:
        """Write a line around a point in logical pixels."""
        if self._count == len(self.texts):
            made = CellText(0, 0, "", ha="center", va="center", looks=self._looks)
            self.lab.figure.add_artist(made)
            self.texts.append(self.lab.static(made))
        written = self.texts[self._count]
        self._count += 1
        # Not with `set`, which takes longer than all of these.
        written.set_text(text)
        written.set_fontsize(size)
        written.set_color(color)
        written.set_visible(True)
        self.lab.put(written, x, y)

    def _write_units(self) -> None:
        places, theme, run = self.places, self.lab.theme, self.lab.run
        size = places.number_size
        for quantity, box in places.boxes.items():
            # The circle with f takes a little of both halves.
            aside = {"u": -0.35, "o": 0.35}.get(quantity.kind, 0.0) * places.mark
            label = f"${name(run.task, quantity)}$"
            self._say(label, box.x, box.y - 0.27 * box.height, 0.85 * size, theme.muted)
            value = self.value(quantity)
            if value:
                color = color_of(phase_of(quantity), theme) if value == BLANK else theme.text
                fitted = self._size_for(f"${value}$", size, box.width - 8 - places.mark)
                self._say(f"${value}$", box.x + aside, box.y + 0.2 * box.height, fitted, color)
            if quantity.kind == "o":
                self._say("$f$", box.x - box.width / 2, box.y, 0.8 * size, theme.f)

    def _write_beside(self, quantity: Quantity, box: Box) -> None:
        text, theme = self.beside(quantity), self.lab.theme
        if text:
            color = theme.text if quantity.kind == "t" else theme.df
            size = self._size_for(text, self.places.label_size, box.width)
            self._say(text, box.x, box.y, size, color)

    def _write_parameter(self, quantity: Quantity, box: Box) -> None:
        places = self.places
        above, below, color = self.parameter_lines(quantity)
        plate = self.plate(quantity)
        lift = 0.46 * places.line if below else 0.0
        self._say(above, plate.x, plate.y - lift, places.label_size, self.lab.theme.text)
        if below:
            self._say(below, plate.x, plate.y + lift, places.label_size, color)

    def _write_loss(self, box: Box) -> None:
        run, size = self.lab.run, self.places.number_size
        for row, quantity in enumerate((LOSS, NEW_LOSS)):
            value = self.value(quantity)
            if value:
                text = f"${name(run.task, quantity)} = {value}$"
                color = color_of(UPDATE, self.lab.theme) if row else self.lab.theme.text
                y = box.y + (2 * row - 1) * _LOSS_LIFT * self.places.line
                self._say(text, box.x, y, self._size_for(text, size, box.width - 12), color)
