"""The pictures of the digits lab; the first is the pad, with what the network sees and says."""

from collections.abc import Callable

from matplotlib.backend_bases import KeyEvent, LocationEvent, MouseEvent

from acttutor.labs.digits.figures.answer import Answer
from acttutor.labs.digits.figures.change import ChangeFigure
from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.figures.copies import HEIGHT as COPIES
from acttutor.labs.digits.figures.copies import Copies
from acttutor.labs.digits.figures.curves import Curves
from acttutor.labs.digits.figures.inside import InsideFigure
from acttutor.labs.digits.figures.judge import JudgeFigure
from acttutor.labs.digits.figures.own import OwnFigure
from acttutor.labs.digits.figures.pad import Pad, pad_handles
from acttutor.labs.digits.figures.seen import Seen
from acttutor.labs.digits.figures.spread import SpreadFigure
from acttutor.labs.digits.figures.units import Units
from acttutor.labs.digits.model.shown import shown_image
from acttutor.labs.digits.run import Run
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.layout import columns, fixed, rows, share

#: The least height of pad and answer, in which ten digits below each other are told apart.
LEAST_UPPER = 280.0


class Figure(LabFigure[Run]):
    """Draw a digit and see it read."""

    #: Begin to learn.
    teach: Callable[[], None] = unanswered
    #: Let a picture file be chosen.
    open_picture: Callable[[], None] = unanswered
    #: Keep the drawing as an example of a digit.
    keep: Callable[[int], None] = unanswered

    @classmethod
    def for_run(cls, run: Run) -> type[LabFigure[Run]]:
        return {
            "inside": InsideFigure,
            "judge": JudgeFigure,
            "map": SpreadFigure,
            "change": ChangeFigure,
            "own": OwnFigure,
        }.get(run.settings.view, cls)

    def suits(self, run: Run) -> bool:
        return run.settings.view == "draw"

    def build(self) -> None:
        colors = PictureColors(self.theme)
        self.pad = Pad(self, colors)
        self.seen = Seen(self, colors)
        self.answer = Answer(self)
        self.curves = Curves(self)
        self.units = Units(self, colors)
        self.copies = Copies(self, colors)

    def layout(self, width: float, height: float) -> None:
        self._augments = self.run.settings.augment
        self.copies.show(self._augments)
        # The pad is as large as its third of the width and its share of the height allow.
        upper = max(min(0.56 * height, 0.38 * width + 70.0), LEAST_UPPER)
        rows(
            fixed(
                columns(
                    share(self.pad, 1.0), share(self.seen, 0.72), share(self.answer, 0.9), gap=24
                ),
                upper,
            ),
            share(columns(share(self.curves, 1.3), share(self.units, 1.0), gap=24)),
            fixed(self.copies, COPIES if self._augments else 0.0),
            gap=10,
        ).layout(self.whole().inside(20, 12, 20, 6))

    def update(self) -> bool:
        full = self._augments != self.run.settings.augment
        if full:
            self.relayout()
        image = shown_image(self.run)
        outputs = None if image is None else self.run.hidden(image)
        self.pad.update()
        self.seen.update()
        self.answer.update(None if outputs is None else outputs[-1])
        self.curves.update()
        self.units.update(None if outputs is None else outputs[0])
        if self._augments:
            self.copies.update()
        return full

    # -- the pointer ---------------------------------------------------------------------------

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1 or self.pad.press(event) or self.pad.act(event, self.open_picture):
            return False
        self._act(event)
        return False

    def _act(self, event: MouseEvent) -> None:
        settings = self.run.settings
        step, unit = self.seen.step_at(event), self.units.unit_at(event)
        digit = self.answer.bars.digit_at(event)
        if self.answer.begin.button_at(event) is not None:
            self.teach()
        elif step:
            self.change(**{step: not getattr(settings, step)})
        elif unit is not None:
            self.change(unit=-1 if unit == settings.unit else unit)
        elif digit is not None and settings.drawing:
            self.keep(digit)

    def on_move(self, event: MouseEvent) -> bool:
        if self.pad.move(event):
            return False
        buttons = self.pad.buttons.point_at(event) | self.answer.begin.point_at(event)
        return self.curves.point_at(event) | buttons

    def on_release(self, event: MouseEvent) -> bool:
        self.pad.release()
        return False

    def on_leave(self, event: LocationEvent | None) -> bool:
        return self.curves.point_at(None) | self.pad.buttons.point_at(None)

    def on_key(self, event: KeyEvent) -> bool:
        if event.key and event.key in "0123456789" and self.run.settings.drawing:
            self.keep(int(event.key))
        elif event.key in ("backspace", "delete"):
            self.change(drawing=self.run.settings.drawing[:-1] if event.key == "backspace" else ())
        return False

    def handles(self) -> list[Handle]:
        begin = self.answer.begin.places
        return [
            *pad_handles(self.pad, self.open_picture),
            *(Handle("teach", place, self.texts("digits.answer.teach")) for place in begin),
            *self.seen.handles(),
            *self.answer.bars.handles(self.run.settings.drawing != ()),
            *self.units.handles(),
        ]

    def cursor(self, event: MouseEvent) -> str:
        if self.pad.holds(event):
            return "cross"
        has_drawing = bool(self.run.settings.drawing)
        acts = (
            self.pad.action_at(event),
            self.seen.step_at(event),
            self.units.unit_at(event) is not None,
            has_drawing and self.answer.bars.digit_at(event) is not None,
            self.answer.begin.button_at(event) is not None,
        )
        return "hand" if any(acts) else ""
