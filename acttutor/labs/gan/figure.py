"""The picture of the GAN lab: the plane, words beside it, and charts of the way so far."""

import math

from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.labs.gan.figures.charts import Charts
from acttutor.labs.gan.figures.plane import Plane
from acttutor.labs.gan.figures.words import WordsPart
from acttutor.labs.gan.run import Run
from acttutor.labs.gan.state import EDGE
from acttutor.plots.canvas.pointer import data_point
from acttutor.plots.crosshair import Crosshair, Readers
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import columns, fixed, rows, share

#: Beside the plane, words have this much with the gaps around them where there is little room.
NARROW = 276.0
#: Drawn points are this far apart.
SPACING = 0.03


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    def build(self) -> None:
        self.plane = Plane(self)
        self.words = WordsPart(self)
        self.charts = Charts(self)
        self._last: tuple[float, float] | None = None
        self._place = Crosshair(self, "place")
        self._readers = Readers(self, self.charts.losses, self.charts.distance)

    def layout(self, width: float, height: float) -> None:
        # Where the width is what limits the plane, the charts take the height.
        side = max(min(0.73 * height - 26, 0.66 * width - 40), min(300.0, width - NARROW))
        rows(
            fixed(
                columns(fixed(self.plane, side + 26), share(self.words, least=196), gap=18),
                max(side + 62, 390.0),
            ),
            share(self.charts, least=140),
            gap=4,
        ).layout(self.whole().inside(8, 4, 16, 6))

    def update(self) -> bool:
        self.plane.update()
        up_to_date = self.words.update()
        self.charts.update()
        if not up_to_date:
            # If this was a single step, and not one of many, the words still have to follow.
            self.request_frame()
        return False

    # -- the pointer ---------------------------------------------------------------------------

    def _draws(self, event: MouseEvent) -> bool:
        return bool(self.run.settings.data == "drawn" and event.inaxes is self.plane.axes)

    def on_press(self, event: MouseEvent) -> bool:
        place = data_point(event, self.plane.axes)
        if event.button == 1 and self._draws(event) and place is not None:
            self._last = place
            self._add([place])
        return False

    def on_move(self, event: MouseEvent) -> bool:
        if self._last is not None:
            self._draw_on(event)
            return False
        changed = self.plane.map.point_at(event)
        return self.charts.point_at(event) or changed

    def _draw_on(self, event: MouseEvent) -> None:
        """Add points up to the pointer, closely enough that a quick hand leaves no gaps."""
        assert self._last is not None
        x, y = self.plane.axes.transData.inverted().transform((event.x, event.y))
        x, y = (min(max(float(value), -EDGE), EDGE) for value in (x, y))
        x0, y0 = self._last
        steps = math.floor(math.dist((x0, y0), (x, y)) / SPACING)
        if steps:
            self._last = (x, y)
            self._add(
                [
                    (x0 + (x - x0) * i / steps, y0 + (y - y0) * i / steps)
                    for i in range(1, steps + 1)
                ]
            )

    def _add(self, points: list[tuple[float, float]]) -> None:
        rounded = tuple((round(x, 3), round(y, 3)) for x, y in points)
        self.change(drawn=(*self.run.settings.drawn, *rounded))

    def on_release(self, event: MouseEvent) -> bool:
        self._last = None
        return False

    def on_leave(self, event: LocationEvent | None) -> bool:
        changed = self.plane.map.point_at(None)
        return self.charts.point_at(None) or changed

    def handles(self) -> list[Handle]:
        draws = self.run.settings.data == "drawn"
        name = self.texts(f"gan.handles.{'add' if draws else 'read'}")
        put = (lambda x, y: self._add([(x, y)])) if draws else None
        return [self._place.handle(self.plane.axes, name, put), *self._readers.handles()]

    def cursor(self, event: MouseEvent) -> str:
        return "hand" if self._draws(event) else ""
