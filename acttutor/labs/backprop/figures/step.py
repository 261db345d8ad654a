"""The step in words and mathematics, large enough for a wall, with the blank to fill in."""

from functools import lru_cache

from matplotlib.backend_bases import MouseEvent
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import PathCollection
from matplotlib.font_manager import FontProperties
from matplotlib.transforms import IdentityTransform

from acttutor.labs.backprop import words
from acttutor.labs.backprop.figures.style import color_of, phase_of, rounded
from acttutor.labs.backprop.formulas import Lines, lines
from acttutor.labs.backprop.graph_places import Box
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.styles import number
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY, DPI, HEADING
from acttutor.plots.text.cached import CachedText
from acttutor.plots.text.column import Item, TextColumn
from acttutor.plots.text.quick import FORMULA_FAMILY, QuickText, line_width

#: Sizes tried for a formula until it fits.
SIZES = (22.0, 20.0, 18.0, 16.5, 15.0, 13.5, 12.0, 11.0, 10.0)
MOST_LINES = 5
#: Setting a formula takes long; so it is measured in one size only.
_MEASURED = 20.0
#: Width and height of a blank in the size of its line.
BLANK_WIDTH, BLANK_HEIGHT = 5.2, 1.75


@lru_cache(256)
def formula_size(formula: str, dpi: float) -> tuple[float, float]:
    """Return width and height of a formula with fractions, in device pixels for each point."""
    properties = FontProperties(family=list(FORMULA_FAMILY), size=_MEASURED)
    measure = RendererAgg(1, 1, dpi)
    width, height, _ = measure.get_text_width_height_descent(formula, properties, True)
    return width / _MEASURED, height / _MEASURED


class StepPart:
    """Writes the step in view into a rectangle.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.heading = self._line(HEADING + 2, bold=True)
        self.rule = CachedText(0, 0, "", va="center", ha="left")
        lab.figure.add_artist(self.rule)
        lab.moving(self.rule)
        self.numbers = self._line(SIZES[0])
        self.slope = self._line(SIZES[0])
        self.blank = PathCollection([], offsets=None, transform=IdentityTransform())
        lab.figure.add_artist(self.blank)
        lab.moving(self.blank)
        self.in_blank = self._line(SIZES[0], ha="center")
        self.column = TextColumn(lab, MOST_LINES)
        #: Where the blank is, if there is one.
        self.blank_box: Box | None = None
        self._place = (0.0, 0.0, 100.0, 100.0)

    def _line(self, size: float, ha: str = "left", bold: bool = False) -> QuickText:
        weight = "bold" if bold else "normal"
        line = QuickText(0, 0, "", size=size, va="center", ha=ha, weight=weight)
        self.lab.figure.add_artist(line)
        return self.lab.moving(line)

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        self._place = (left, top, width, height)

    def update(self) -> None:
        """Write the step that the run has in view, smaller if there is much to say."""
        run = self.lab.run
        left, top, width, height = self._place
        step = run.current
        color = color_of(phase_of(step), self.lab.theme) if step else self.lab.theme.text
        self.heading.set(text=words.title(run, self.lab.texts), color=color)
        self.lab.put(self.heading, left, top + 10)
        for part in (self.rule, self.numbers, self.slope, self.blank, self.in_blank):
            part.set_visible(False)
        self.blank_box = None
        written = lines(run.task, step, run.known) if step else None
        for largest in range(1, len(SIZES) - 2):
            bottom = top + 26
            if written is not None:
                bottom = self._write_rule(written, bottom, largest)
                bottom = self._write_numbers(written, bottom, largest, color)
                bottom = self._write_slope(written, bottom)
            if self._write_words(left, bottom + 4, width) <= top + height:
                break

    # -- formulas ------------------------------------------------------------------------------

    def _asks(self, *helps: str) -> bool:
        """Whether a blank is asked for, with help other than the given."""
        run = self.lab.run
        return run.filling and run.settings.help not in helps

    def _write_rule(self, written: Lines, top: float, largest: int) -> float:
        """Write the rule; returns where it ends."""
        rule = f"${written.left if self._asks('formula', 'numbers') else written.rule}$"
        left, _, width, _ = self._place
        size, height = self._fitted(rule, width, largest)
        self.rule.set(text=rule, size=size, color=self.lab.theme.text, visible=True)
        self.lab.put(self.rule, left, top + 4 + height / 2)
        return top + 4 + height

    def _write_numbers(self, written: Lines, top: float, largest: int, color: str) -> float:
        """Write ``= numbers = value``, or a blank instead of the value."""
        left, _, width, _ = self._place
        asked, dpi, scale = self._asks(), float(self.lab.figure.dpi), self.lab.scale
        end = "=" if asked else f"{written.equals} {written.value}"
        text = f"$ {end}$" if self._asks("numbers") else f"${written.numbers} {end}$"
        text = text.replace("$ ", "$")
        room = width * scale * (0.78 if asked else 0.99)
        sizes = SIZES[largest:]
        size = next((s for s in sizes if line_width(text, s, dpi) <= room), SIZES[-1])
        # The blank is higher than a line.
        line = size * DPI / 72 * 1.7 + (8 if asked else 0)
        y = top + line / 2
        self.numbers.set(text=text, size=size, color=color, visible=True)
        self.lab.put(self.numbers, left, y)
        if asked:
            self._draw_blank(left + line_width(text, size, dpi) / scale, y, size, color)
        return top + line

    def _write_slope(self, written: Lines, top: float) -> float:
        """Write how f′ is found, where a step needs it."""
        if not written.slope or self._asks("formula", "numbers"):
            return top
        numbers = "" if self._asks("numbers") else written.slope_numbers
        text = f"${written.slope} {numbers}$"
        dpi, room = float(self.lab.figure.dpi), self._place[2] * self.lab.scale
        size = next((s for s in (14.0, 13.0, 12.0, 11.0) if line_width(text, s, dpi) <= room), 10.0)
        line = size * DPI / 72 * 1.6
        self.slope.set(text=text, size=size, color=self.lab.theme.muted, visible=True)
        self.lab.put(self.slope, self._place[0], top + line / 2)
        return top + line

    def _fitted(self, formula: str, width: float, largest: int) -> tuple[float, float]:
        """Return the size of a formula that fits, and its height in logical pixels."""
        dpi, scale = float(self.lab.figure.dpi), self.lab.scale
        wide, high = formula_size(formula, dpi)
        # Hinting makes some sizes a little wider than others.
        room = 0.98 * width * scale
        size = next((size for size in SIZES[largest:] if wide * size <= room), SIZES[-1])
        return size, max(high * size / scale, size * DPI / 72 * 1.2)

    def _draw_blank(self, left: float, y: float, size: float, color: str) -> None:
        """Draw the blank, with the wrong answer in it if there is one."""
        run, theme = self.lab.run, self.lab.theme
        em = size * DPI / 72
        box = Box(left + 10 + BLANK_WIDTH * em / 2, y, BLANK_WIDTH * em, BLANK_HEIGHT * em)
        self.blank_box = box
        answer, wrong = run.answer, run.answer is not None
        path = rounded(box, self.lab.scale, float(self.lab.figure.bbox.height))
        self.blank.set_paths([path])
        self.blank.set(
            facecolor=theme.wash_bad if wrong else theme.surface,
            edgecolor=theme.bad if wrong else color,
            linewidth=2.0,
            visible=True,
        )
        text = "?" if answer is None else f"${number(answer)}$"
        self.in_blank.set(
            text=text, size=size, color=theme.bad if wrong else theme.muted, visible=True
        )
        self.lab.put(self.in_blank, box.x, box.y)

    # -- words ---------------------------------------------------------------------------------

    def _write_words(self, left: float, top: float, width: float) -> float:
        """Write the verdict and what the step means; returns where they end."""
        run, texts, theme = self.lab.run, self.lab.texts, self.lab.theme
        verdict = words.verdict(run, texts)
        items = []
        if verdict:
            color = theme.good if run.answer is None else theme.bad
            items.append(Item(verdict, BODY + 1.5, color, run.answer is None))
        if run.answer is None and not (run.filling and run.settings.help == "none"):
            items.append(Item(words.say(run, texts), BODY + 1.5, theme.muted))
        if run.finished and run.settings.mode == "fill":
            items.append(Item(words.score(run, texts), BODY + 1.5, theme.good, True))
        self.column.layout(left, top, width)
        return self.column.write(items)

    def over_blank(self, event: MouseEvent) -> bool:
        """Whether the pointer is over the blank."""
        if self.blank_box is None:
            return False
        scale, full = self.lab.scale, self.lab.figure.bbox.height
        return self.blank_box.holds(event.x / scale, (full - event.y) / scale, 4.0)
