"""What is written at each place of the graph, and how much room it takes."""

from collections.abc import Iterator

from acttutor.core.worksheet.calculation import LOSS, NEW_LOSS, Quantity, renewed
from acttutor.labs.backprop.figures.places import Places
from acttutor.labs.backprop.figures.style import BACKWARD, UPDATE, color_of, phase_of
from acttutor.labs.backprop.formulas import name
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.styles import BLANK, number
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import Node, written
from acttutor.plots.parts.layout import Place as Line
from acttutor.plots.parts.layout import Rect, rows, share

#: Texts are made smaller until they fit into their boxes.
_SHRINK = (1.0, 0.9, 0.8, 0.7, 0.6)
#: Space around a label within its plate, and around the number within a box.
_MARGIN, _INSIDE = 5.0, 4.0


class Labels:
    """The names and numbers of a network.

    Args:
        lab: the figure; it names theme and run.
        places: where they are.
    """

    def __init__(self, lab: LabFigure[Run], places: Places) -> None:
        self.lab, self.places = lab, places

    def value(self, quantity: Quantity) -> str:
        """Return what stands for a number on the sheet, as mathtext; "" if nothing does yet."""
        run = self.lab.run
        if run.shows(quantity):
            return number(run.known[quantity])
        return BLANK if run.filling and quantity == run.current else ""

    def lines(self, quantity: Quantity) -> list[tuple[str, str]]:
        """Return the lines of a label, each with its colour; none if nothing is known yet."""
        run, theme, named = self.lab.run, self.lab.theme, name(self.lab.run.task, quantity)
        value = self.value(quantity)
        if quantity.kind in ("w", "b"):
            # Below stands its slope, and after the update its new value.
            after = self.value(renewed(quantity))
            slope = self.value(quantity._replace(kind=f"d{quantity.kind}"))
            if self.places.is_crowded and not self._in_view(quantity):
                after = slope = ""
            lines = [(f"${named} = {value}$", theme.text)]
            if after:
                lines.append((rf"$\to {after}$", color_of(UPDATE, theme)))
            elif slope:
                lines.append((f"${slope}$", color_of(BACKWARD, theme)))
            return lines
        if not value:
            return []
        if quantity == LOSS:
            lines, after = [(f"${named} = {value}$", theme.text)], self.value(NEW_LOSS)
            if after:
                new = f"${name(run.task, NEW_LOSS)} = {after}$"
                lines.append((new, color_of(UPDATE, theme)))
            return lines
        if quantity.kind == "carry":
            if self.places.is_narrow and not self._in_view(quantity):
                return []
            arrow = r"\leftarrow " if self.places.arrows else ""
            return [(f"${arrow}{value}$", theme.df)]
        return [(f"${named} = {value}$", theme.text if quantity.kind == "t" else theme.df)]

    def _in_view(self, quantity: Quantity) -> bool:
        """Whether the present step is about the unit of a number, or about what it goes to."""
        step = self.lab.run.current
        units = (quantity.unit, quantity.source) if quantity.kind == "carry" else (quantity.unit,)
        return step is not None and step.unit in units

    def _type_of(self, quantity: Quantity, texts: list[str]) -> float:
        """Return the size of type in which the lines of a label fit."""
        size, room = self.places.size, self.places.labels[quantity].width
        if quantity.kind in ("w", "b"):
            return size.label
        return self._fitting(texts, size.number if quantity == LOSS else size.label, room)

    def _fitting(self, texts: list[str], size: float, room: float) -> float:
        fits = (s * size for s in _SHRINK if self._widest(texts, s * size) <= room)
        return next(fits, _SHRINK[-1] * size)

    def _widest(self, texts: list[str], size: float) -> float:
        return max((self.lab.width_of(text, size) for text in texts), default=0.0)

    def plate(self, quantity: Quantity) -> Rect:
        """Return the place of a label, as large as what is written there."""
        place, size = self.places.labels[quantity], self.places.size
        texts = [text for text, _ in self.lines(quantity)]
        wide = self._widest(texts, self._type_of(quantity, texts)) + 2 * _MARGIN
        high = place.height * max(len(texts), 1) / (2 if place.height > 1.5 * size.line else 1)
        x, y = place.middle
        if quantity.kind == "b":
            # It stands directly above its unit, and begins where that does.
            x, y = place.left + wide / 2, place.bottom - high / 2
        elif quantity == LOSS:
            y = place.top + high / 2
        return Rect.around(x, y, wide, high)

    def upper(self, quantity: Quantity) -> Rect:
        """Return the place of the first line of a label."""
        plate = self.plate(quantity)
        return plate._replace(height=plate.height / len(self.lines(quantity)))

    # -- as nodes ------------------------------------------------------------------------------

    def nodes(self) -> Iterator[Node]:
        """Yield everything that is on the sheet now."""
        yield from self._in_units()
        for quantity in self.places.labels:
            lines = self.lines(quantity)
            size = self._type_of(quantity, [text for text, _ in lines])
            places = [Line() for _ in lines]
            rows(*map(share, places)).layout(self.plate(quantity))
            for place, (text, color) in zip(places, lines, strict=True):
                yield written(*place.rect.middle, text, self.lab.theme.ink(color), size)

    def _in_units(self) -> Iterator[Node]:
        """Yield a name and a number for each half of a unit, and the f between them."""
        run, theme, size = self.lab.run, self.lab.theme, self.places.size.number
        for quantity, box in self.places.boxes.items():
            above, below = Line(), Line()
            rows(share(above, 0.46), share(below, 0.54)).layout(
                box.inside(bottom=0.06 * box.height)
            )
            named = f"${name(run.task, quantity)}$"
            yield written(*above.rect.middle, named, theme.ink(theme.muted), 0.85 * size)
            value = self.value(quantity)
            if value:
                color = color_of(phase_of(quantity), theme) if value == BLANK else theme.text
                # The circle with f takes a little of both halves.
                mark = {"u": (0, 1), "o": (1, 0)}.get(quantity.kind, (0, 0))
                left, right = (_INSIDE + self.places.mark * side for side in mark)
                free = below.rect.inside(left=left, right=right)
                fitted = self._fitting([f"${value}$"], size, free.width)
                yield written(*free.middle, f"${value}$", theme.ink(color), fitted)
            if quantity.kind == "o":
                yield written(box.left, box.middle[1], "$f$", theme.f, 0.8 * size)
