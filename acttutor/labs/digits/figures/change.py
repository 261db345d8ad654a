"""What would make it another digit: where to add ink, and where to take it away."""

from functools import partial

import numpy as np
from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.base.numbers.numerals import fixed as fixed_text
from acttutor.core.arrays import Array
from acttutor.core.nn.input_gradient import Walk, input_gradient, walk_towards
from acttutor.labs.digits.figures.answer import AnswerBars
from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.model.shown import shown_image
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.state import CLASSES, FURTHEST, STEP
from acttutor.labs.digits.words import sureness
from acttutor.plots.epochs import View
from acttutor.plots.handles import Handle, amount
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.moving_grid import nice_places
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, LineChart
from acttutor.plots.parts.layout import Rect, columns, fixed, rows, share
from acttutor.plots.parts.tiles import Tiles
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import BODY, SMALL

PICTURES = ("before", "gradient", "after", "difference")


class Picture:
    """A heading and one large picture.

    Args:
        lab: the figure.
        title: the heading.
    """

    def __init__(self, lab: LabFigure[Run], title: str) -> None:
        self.heading = Heading(lab, title, moves=True)
        self.tile = Tiles(lab, 1, gap=3.0)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.heading.layout(rect)
        room = rect.inside(top=self.heading.height)
        side = min(room.width, room.height - 3)
        self.tile.layout(Rect(room.left - 3, room.top - 3, side + 6, side + 6))

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.heading.show(visible)
        self.tile.show(visible)


class ChangeFigure(LabFigure[Run]):
    """The digit, the gradient of the wanted answer, the changed digit, and the way there."""

    def suits(self, run: Run) -> bool:
        return run.settings.view == "change"

    def build(self) -> None:
        texts, theme = self.texts, self.theme
        self.colors = PictureColors(theme)
        self.pictures = [Picture(self, texts(f"digits.change.{name}")) for name in PICTURES]
        looks = [
            CurveLook(theme.df),
            CurveLook(theme.f),
            CurveLook(theme.point, 0.0, marker="o", size=7.0, face=theme.background),
        ]
        self.chart = LineChart(
            self, looks, texts("digits.change.way"), texts("digits.change.length"),
            names=40.0, reading=None, x_places=nice_places,
        )  # fmt: skip
        self.bars = AnswerBars(self)
        self.words = TextBlock(self, 14)

    def layout(self, width: float, height: float) -> None:
        side = min(0.38 * height, (width - 40 - 3 * 16) / 4)
        below = columns(
            share(self.chart, 1.5),
            share(self.bars, 0.7, least=130, most=240),
            share(self.words, 0.9, least=150, most=320),
            gap=24,
        )
        rows(
            fixed(columns(*(share(one) for one in self.pictures), gap=16), side + 28),
            share(below),
            gap=14,
        ).layout(self.whole().inside(20, 12, 20, 6))

    def update(self) -> bool:
        run, settings = self.run, self.run.settings
        image, target = shown_image(run), int(settings.target)
        self.pictures[1].heading.update(self.texts("digits.change.gradient", target=target))
        if image is None:
            for picture in self.pictures:
                picture.tile.update(np.zeros((0, 8, 8, 4), dtype=np.uint8))
            self.chart.update([])
            self.bars.update(None)
            self.words.update([Item(self.texts("digits.change.empty"), BODY, self.theme.muted)])
            return False
        reader, walked = run.reader, round(settings.walk / STEP)
        walk = walk_towards(reader, image, target, round(FURTHEST / STEP), STEP)
        now = walk.images[walked]
        gradient = input_gradient(reader, now[None], target)
        difference = (now - image)[None]
        shown = (
            self.colors.images(image[None]),
            self.colors.signed(gradient, even=True),
            self.colors.images(now[None]),
            self.colors.signed(difference, 0.5, even=True),
        )
        for picture, pixels in zip(self.pictures, shown, strict=True):
            picture.tile.update(pixels, frames=[self.theme.line])
        self._show_way(walk, target, walked)
        self.bars.update(walk.outputs[walked])
        self._write(image, walk, target, walked)
        return False

    def _show_way(self, walk: Walk, target: int, walked: int) -> None:
        x = np.arange(len(walk.outputs)) * STEP
        first = int(walk.outputs[0].argmax())
        curves = [Curve(x, walk.outputs[:, target], str(target))]
        is_other = first != target
        curves.append(Curve(x, walk.outputs[:, first], str(first)) if is_other else Curve())
        curves.append(Curve(x[[walked]], walk.outputs[[walked], target]))
        self.chart.update(curves, view=View((0.0, FURTHEST), (0.0, 1.04)))

    def _write(self, image: Array, walk: Walk, target: int, walked: int) -> None:
        texts = self.texts
        before, after = walk.outputs[0], walk.outputs[walked]
        first, now = int(before.argmax()), int(after.argmax())
        changed = float(np.abs(walk.images[walked] - image).mean())
        flips = np.flatnonzero(walk.outputs.argmax(axis=1) == target)
        values = {
            "first": first,
            "target": target,
            "before": sureness(float(before[first])),
            "now": now,
            "after": sureness(float(after[now])),
            "mean": fixed_text(16 * changed, 1),
            "length": fixed_text(float(flips[0]) * STEP) if len(flips) else "",
        }
        lines = [Item(texts("digits.change.says", **values), BODY)]
        if len(flips) and first != target:
            lines.append(Item(texts("digits.change.flips", **values), BODY, above=4))
        lines.append(Item(self.hint("digits.change.hint"), SMALL + 0.5, self.theme.muted, above=6))
        self.words.update(lines)

    # -- the pointer ---------------------------------------------------------------------------

    def on_press(self, event: MouseEvent) -> bool:
        digit = self.bars.digit_at(event)
        if event.button == 1 and digit is not None:
            self.change(target=str(digit))
        elif event.button == 1:
            self._walk_to(event)
        return False

    def on_move(self, event: MouseEvent) -> bool:
        if event.button == 1:
            self._walk_to(event)
        return self.chart.point_at(event)

    def _walk_to(self, event: MouseEvent) -> None:
        if event.inaxes is self.chart.axes and event.xdata is not None:
            self.change(walk=float(event.xdata))

    def on_leave(self, event: LocationEvent | None) -> bool:
        return self.chart.point_at(None)

    def handles(self) -> list[Handle]:
        settings = self.run.settings
        walk = Handle(
            "walk",
            self.around(self.chart.axes, settings.walk, 0.5),
            self.texts("digits.walk.label"),
            (amount(settings, "walk", STEP),),
            lambda value: self.change(walk=value),
        )
        rows_ = [
            Handle(
                f"target{k}", self.bars.row(k), str(k), press=partial(self.change, target=str(k))
            )
            for k in range(CLASSES)
        ]
        return [walk, *rows_]

    def cursor(self, event: MouseEvent) -> str:
        if event.inaxes is self.chart.axes:
            return "hand"
        return "hand" if self.bars.digit_at(event) is not None else ""
