"""The step in words and mathematics, large enough for a wall, with the blank to fill in."""

from collections.abc import Iterator

from matplotlib.backend_bases import MouseEvent

from acttutor.labs.backprop import words
from acttutor.labs.backprop.figures.style import color_of, phase_of
from acttutor.labs.backprop.formulas import lines
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.styles import number
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import GraphLayer, Node
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.text_block import Item, TextBlock, formula
from acttutor.plots.style import BODY, HEADING

#: Sizes tried for the formulas until everything fits; how f′ is found is written smaller.
SIZES, SLOPE = (20.0, 18.0, 16.5, 15.0, 13.5, 12.0), 14.0
MOST_LINES = 9
#: Width of the blank in the size of its line, and space above the words.
BLANK_WIDTH, AIR = 5.2, 4.0


class StepPart:
    """Writes the step in view.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.box = GraphLayer(lab)
        self.block = TextBlock(lab, MOST_LINES)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.block.layout(rect)

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.block.show(visible)
        self.box.show(visible)

    @property
    def blank(self) -> Rect | None:
        """Where the blank is, if there is one."""
        return self.block.blank.rect if self.block.blank else None

    def update(self) -> None:
        """Write the step that the run has in view, smaller if there is much to say."""
        self.block.update(*([*self._formulas(size), *self._words()] for size in SIZES))
        self._draw_blank()

    def _asks(self, *helps: str) -> bool:
        """Whether a blank is asked for, with help other than the given."""
        run = self.lab.run
        return run.filling and run.settings.help not in helps

    def _color(self) -> str:
        step, theme = self.lab.run.current, self.lab.theme
        return color_of(phase_of(step), theme) if step else theme.text

    def _formulas(self, size: float) -> Iterator[Item]:
        """Yield the heading, the rule, ``= numbers = value`` or a blank, and f′ where it counts."""
        run, theme, color = self.lab.run, self.lab.theme, self._color()
        yield Item(words.title(run, self.lab.texts), HEADING + 2, color, True)
        if run.current is None:
            return
        step = lines(run.task, run.current, run.known)
        rule, numbers = not self._asks("formula", "numbers"), not self._asks("numbers")
        yield formula(f"${step.rule if rule else step.left}$", size)
        asked = self._asks()
        end = "=" if asked else f"{step.equals} {step.value}"
        said = f"{step.numbers} {end}" if numbers else end
        yield formula(f"${said.strip()}$", size, color, blank=BLANK_WIDTH if asked else 0.0)
        if step.slope and rule:
            how = f"{step.slope} {step.slope_numbers if numbers else ''}"
            yield formula(f"${how}$", min(SLOPE, size), theme.muted)

    def _words(self) -> Iterator[Item]:
        """Yield the verdict and what the step means."""
        run, texts, theme = self.lab.run, self.lab.texts, self.lab.theme
        verdict, size = words.verdict(run, texts), BODY + 1.5
        if verdict:
            color = theme.good if run.answer is None else theme.bad
            yield Item(verdict, size, color, run.answer is None, AIR)
        if run.answer is None and not (run.filling and run.settings.help == "none"):
            yield Item(words.say(run, texts), size, theme.muted, above=AIR)
        if run.finished and run.settings.mode == "fill":
            yield Item(words.score(run, texts), size, theme.good, True)

    def _draw_blank(self) -> None:
        """Draw the blank, with the wrong answer in it if there is one."""
        theme, answer, blank = self.lab.theme, self.lab.run.answer, self.block.blank
        face, edge, ink = theme.surface, self._color(), theme.muted
        if answer is not None:
            face, edge, ink = theme.wash_bad, theme.bad, theme.bad
        text = "?" if answer is None else f"${number(answer)}$"
        boxes = [Node(blank.rect, face, edge, 2.0, 6.0, text, ink, blank.size)] if blank else []
        self.box.update(boxes)

    def over_blank(self, event: MouseEvent) -> bool:
        """Whether the pointer is over the blank."""
        return self.blank is not None and self.blank.grown(4).holds(*self.lab.pointer(event))
