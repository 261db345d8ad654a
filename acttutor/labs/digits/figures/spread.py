"""The map of all digits, before and after the network, and how sure the network may be."""

from functools import partial

import numpy as np
from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.core.metrics.reliability import reliability
from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.figures.digit_map import DigitMap
from acttutor.labs.digits.figures.picked import Picked
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.words import share_text
from acttutor.plots.epochs import View
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.moving_grid import nice_places
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, LineChart
from acttutor.plots.parts.layout import columns, rows, share
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import BODY, SMALL

#: Groups of the reliability curve.
GROUPS = 10
UNIT = View((0.0, 1.02), (0.0, 1.02))


class SpreadFigure(LabFigure[Run]):
    """Two maps above; below, whether the network is as often right as it says, and a digit."""

    def suits(self, run: Run) -> bool:
        return run.settings.view == "map"

    def build(self) -> None:
        texts, theme = self.texts, self.theme
        self.maps = [DigitMap(self, texts(f"digits.map.{name}")) for name in ("input", "hidden")]
        looks = [
            CurveLook(theme.muted, 1.0, (4, 3)),
            CurveLook(theme.f, 1.8, marker="o", size=5.0),
        ]
        self.reliability = LineChart(
            self, looks, texts("digits.map.reliability"), texts("digits.map.confidence"),
            reading=self._reading, reads=1, x_places=nice_places,
        )  # fmt: skip
        self.words = TextBlock(self, 5)
        self.picked = Picked(self, PictureColors(theme))

    def layout(self, width: float, height: float) -> None:
        below = columns(
            share(self.reliability, 1.2),
            share(rows(share(self.words, 0.9), share(self.picked, 1.1)), 1.0),
            gap=28,
        )
        maps = columns(*(share(one) for one in self.maps), gap=20)
        rows(share(maps, 1.35), share(below, 1.0, least=190), gap=14).layout(
            self.whole().inside(20, 12, 20, 6)
        )

    def update(self) -> bool:
        run, part = self.run, self.run.settings.judged_part
        digits, picked = run.part(part), run.settings.picked
        chosen = picked[1] if len(picked) == 2 and picked[0] == part else None
        for one, values in zip(self.maps, (digits.images, run.last_hidden(part)), strict=True):
            one.update(values, digits.labels, chosen)
        outputs = run.outputs(part)
        sure, right = outputs.max(axis=1), outputs.argmax(axis=1) == digits.labels
        self._found = found = reliability(sure, right, GROUPS)
        ends = np.array([0.0, 1.0])
        self.reliability.update(
            [Curve(ends, ends), Curve(found.confidence, found.right)], view=UNIT
        )
        said = {"error": share_text(found.error), "part": self.texts(f"digits.parts.{part}")}
        self.words.update(
            [
                Item(self.texts("digits.map.calibration", **said), BODY),
                Item(self.texts("digits.map.explained"), SMALL + 0.5, self.theme.muted, above=4),
            ]
        )
        self.picked.update()
        return False

    def _reading(self, index: int) -> str:
        found = self._found
        return self.texts(
            "digits.map.reading",
            confidence=share_text(float(found.confidence[index])),
            right=share_text(float(found.right[index])),
            count=int(found.counts[index]),
        )

    # -- the pointer ---------------------------------------------------------------------------

    def on_press(self, event: MouseEvent) -> bool:
        place = next((p for one in self.maps if (p := one.place_at(event)) is not None), None)
        if event.button == 1 and place is not None:
            self.change(picked=(self.run.settings.judged_part, place))
        return False

    def on_move(self, event: MouseEvent) -> bool:
        return self.reliability.point_at(event)

    def on_leave(self, event: LocationEvent | None) -> bool:
        return self.reliability.point_at(None)

    def handles(self) -> list[Handle]:
        part = self.run.settings.judged_part
        labels = self.run.part(part).labels
        return [
            Handle(
                f"{name}{place}",
                self.around(one.axes, *one.points[place]),
                str(labels[place]),
                press=partial(self.change, picked=(part, place)),
            )
            for name, one in zip(("input", "hidden"), self.maps, strict=True)
            for place in range(len(one.points))
        ]

    def cursor(self, event: MouseEvent) -> str:
        return "hand" if any(one.place_at(event) is not None for one in self.maps) else ""
