"""The pad: strokes that follow the pointer."""

import math
from collections.abc import Callable

import numpy as np
from matplotlib.backend_bases import MouseEvent
from matplotlib.patches import Rectangle

from acttutor.core.data.digits import PIXELS
from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.model.pad import Drawing
from acttutor.labs.digits.model.shown import picked_digit
from acttutor.labs.digits.run import Run
from acttutor.plots.handles import Amount, Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.buttons import HEIGHT, Buttons
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.tiles import Tiles
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.style import BODY, DPI, SMALL

#: Points of a stroke are at least so far apart.
SPACING = 0.012
#: How far an arrow moves the pen.
KEY_STEP = 0.04
#: Between the pad and its buttons, in logical pixels.
GAP = 8.0
ACTIONS = ("undo_stroke", "clear", "open_picture")


class Pad:
    """A heading, the square to draw on, and the buttons that act on the drawing.

    Args:
        lab: the figure.
        colors: of ink, for a digit of the data that was picked.
    """

    def __init__(self, lab: LabFigure[Run], colors: PictureColors) -> None:
        self.lab, self._colors = lab, colors
        theme, texts = lab.theme, lab.texts
        self.heading = Heading(lab, texts("digits.pad.title"))
        self.axes = lab.blank_axes()
        self.axes.set_ylim(1, 0)
        self.axes.add_patch(
            Rectangle((0, 0), 1, 1, fc=theme.surface, ec=theme.accent, lw=1.6, clip_on=False)
        )
        self.picture = Tiles(lab, 1, gap=0.0)
        (line,) = self.axes.plot([], [], color=theme.text)
        line.set(solid_capstyle="round", solid_joinstyle="round")
        self.line = lab.moving(line)
        self.hint = lab.moving(lab.line(size=BODY, color=theme.muted, ha="center", va="center"))
        self.hint.set_text(lab.hint("digits.pad.hint"))
        self.buttons = Buttons(lab, len(ACTIONS))
        self._names = [texts(f"digits.pad.{action}") for action in ACTIONS]
        #: The stroke that is being drawn.
        self._stroke: list[tuple[float, float]] | None = None
        #: Where the pen of the keyboard is, and whether it draws.
        self.pen, self.is_down = (0.5, 0.5), False
        self.visible = True

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle; the pad is the largest square that fits."""
        self.heading.layout(rect)
        room = rect.inside(top=self.heading.height, bottom=HEIGHT + GAP)
        side = min(room.width, room.height)
        self.square = Rect(room.left, room.top, side, side)
        self.lab.place_at(self.axes, self.square)
        self.picture.layout(self.square)
        self.lab.put(self.hint, *self.square.middle)
        wide = self.lab.width_of(self.hint.get_text(), BODY)
        self.hint.set_fontsize(BODY if wide < side else SMALL)
        self.buttons.layout(Rect(room.left, self.square.bottom + GAP, rect.width, HEIGHT))

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.visible = visible
        self.heading.show(visible)
        self.axes.set_visible(visible)
        for artist in (self.line, self.hint):
            artist.set_visible(visible)
        self.picture.show(visible)
        self.buttons.show(visible)

    def update(self) -> None:
        """Show the drawing."""
        if not self.visible:
            return
        settings = self.lab.run.settings
        picked = picked_digit(self.lab.run)
        images = np.zeros((0, PIXELS)) if picked is None else picked[0][None]
        self.picture.update(self._colors.images(images))
        self.line.set_data(*_one_line(() if picked else settings.drawing))
        self.line.set_linewidth(settings.pen * self.square.width * 72 / DPI)
        self.hint.set_visible(not settings.drawing and picked is None)
        names = [] if self.lab.printed else self._names
        self.buttons.update(names)

    # -- the pointer ---------------------------------------------------------------------------

    def holds(self, event: MouseEvent) -> bool:
        """Whether the pointer is on the pad."""
        return self.square.holds(*self.lab.pointer(event))

    def press(self, event: MouseEvent) -> bool:
        """Begin a stroke, if the pointer is on the pad."""
        if event.button != 1 or not self.holds(event):
            return False
        self._stroke = []
        self._add(event)
        return True

    def move(self, event: MouseEvent) -> bool:
        """Draw on; ``False`` if no stroke is being drawn."""
        if self._stroke is None:
            return False
        self._add(event)
        return True

    def release(self) -> None:
        """End the stroke."""
        self._stroke = None

    def _add(self, event: MouseEvent) -> None:
        stroke = self._stroke
        assert stroke is not None
        x, y = self.axes.transData.inverted().transform((event.x, event.y))
        point = (round(min(max(float(x), 0.0), 1.0), 3), round(min(max(float(y), 0.0), 1.0), 3))
        if stroke and math.dist(stroke[-1], point) < SPACING:
            return
        drawing = self.lab.run.settings.drawing
        before = drawing[:-1] if stroke else drawing
        stroke.append(point)
        self._draw((*before, tuple(stroke)))

    # -- the keyboard --------------------------------------------------------------------------

    def go(self, across: float, up: float) -> None:
        """Move the pen of the keyboard, drawing if it is down."""
        before, self.pen = self.pen, (round(across, 3), round(1.0 - up, 3))
        drawing = self.lab.run.settings.drawing
        if not self.is_down:
            # Nothing changes but the place of the pen, which the ring shows.
            return
        if drawing and drawing[-1][-1] == before:
            self._draw((*drawing[:-1], (*drawing[-1], self.pen)))
        else:
            self._draw((*drawing, (before, self.pen)))

    def lift(self) -> None:
        """Put the pen down, or lift it."""
        self.is_down = not self.is_down

    def _draw(self, drawing: Drawing) -> None:
        self.lab.change(drawing=drawing, picked=())

    # -- the buttons ---------------------------------------------------------------------------

    def undo_stroke(self) -> None:
        """Take the last stroke away."""
        self._draw(self.lab.run.settings.drawing[:-1])

    def clear(self) -> None:
        """Take everything away."""
        self._draw(())

    def act(self, event: MouseEvent, open_picture: Callable[[], None]) -> bool:
        """Do what the button under the pointer is there for; ``False`` if there is none."""
        action = self.action_at(event)
        acts = {"undo_stroke": self.undo_stroke, "clear": self.clear, "open_picture": open_picture}
        if not action:
            return False
        acts[action]()
        return True

    def action_at(self, event: MouseEvent) -> str:
        """Return the action whose button is under the pointer, if any is."""
        index = self.buttons.button_at(event)
        return "" if index is None else ACTIONS[index]


def _one_line(drawing: Drawing) -> tuple[list[float], list[float]]:
    """Return all strokes as one line with gaps; a dot is a line to itself."""
    x: list[float] = []
    y: list[float] = []
    for stroke in drawing:
        points = stroke if len(stroke) > 1 else (*stroke, (stroke[0][0] + 1e-4, stroke[0][1]))
        x += [point[0] for point in points] + [np.nan]
        y += [point[1] for point in points] + [np.nan]
    return x, y


def pad_handles(pad: Pad, open_picture: Callable[[], None]) -> list[Handle]:
    """Return the pen, which arrows draw with, and the buttons."""
    lab, texts = pad.lab, pad.lab.texts
    x, y = pad.pen
    pen = Handle(
        "pen",
        Rect.around(pad.square.left + x * pad.square.width, pad.square.top + y * pad.square.width,
                    14.0, 14.0),
        texts("digits.pad.pen_down" if pad.is_down else "digits.pad.pen_up"),
        (Amount(x, 0.0, 1.0, KEY_STEP, name="x"), Amount(1.0 - y, 0.0, 1.0, KEY_STEP, name="y")),
        pad.go,
        pad.lift,
    )  # fmt: skip
    acts = {"undo_stroke": pad.undo_stroke, "clear": pad.clear, "open_picture": open_picture}
    buttons = [
        Handle(action, place, texts(f"digits.pad.{action}"), press=acts[action])
        for action, place in zip(ACTIONS, pad.buttons.places, strict=False)
    ]
    return [pen, *buttons] if not lab.printed else []
