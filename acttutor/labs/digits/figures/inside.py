"""What is inside the network: its units, what one of them answers to, and what follows."""

from matplotlib.backend_bases import MouseEvent

from acttutor.core.arrays import Array
from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.figures.layers import LayerGraph
from acttutor.labs.digits.figures.one_unit import OneUnit
from acttutor.labs.digits.figures.units import Units
from acttutor.labs.digits.model.shown import shown_image
from acttutor.labs.digits.run import Run
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import columns, rows, share


class InsideFigure(LabFigure[Run]):
    """All units of the first layer, one of them in detail, and the later layers as a graph."""

    def suits(self, run: Run) -> bool:
        return run.settings.view == "inside"

    def build(self) -> None:
        colors = PictureColors(self.theme)
        self.units = Units(self, colors)
        self.one = OneUnit(self, colors)
        self.graph = LayerGraph(self)

    def layout(self, width: float, height: float) -> None:
        upper = columns(share(self.units, 1.1), share(self.one, 1.0, least=250), gap=28)
        rows(share(upper, 1.9), share(self.graph, 1.0, least=130), gap=14).layout(
            self.whole().inside(20, 12, 20, 8)
        )

    def update(self) -> bool:
        image = shown_image(self.run)
        outputs: list[Array] | None = None if image is None else self.run.hidden(image)
        self.units.update(None if outputs is None else outputs[0])
        full = self.one.update(None if outputs is None else outputs[0])
        self.graph.update(self.run.reader, outputs)
        return full

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1:
            return False
        settings, unit = self.run.settings, self.units.unit_at(event)
        if unit is not None:
            self.change(unit=-1 if unit == settings.unit else unit)
        elif self.one.button.button_at(event) is not None:
            self.change(off=toggled(settings.off, settings.unit))
        elif (place := self.one.place_at(event)) is not None:
            self.change(picked=("validation", place))
        return False

    def on_move(self, event: MouseEvent) -> bool:
        return self.one.button.point_at(event)

    def handles(self) -> list[Handle]:
        texts = self.texts
        button = [
            Handle("off", place, texts("digits.unit.off")) for place in self.one.button.places
        ]
        return [*self.units.handles(), *button, *self.one.handles()]

    def cursor(self, event: MouseEvent) -> str:
        acts = self.units.unit_at(event), self.one.button.button_at(event), self.one.place_at(event)
        return "hand" if any(act is not None for act in acts) else ""


def toggled(off: tuple[int, ...], unit: int) -> tuple[int, ...]:
    """Return the units that are off, with this one as it was not."""
    return tuple(sorted(set(off) ^ {unit}))
