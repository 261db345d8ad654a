"""What is said of what is under the pointer: formulas, readings, and the numbers of a point."""

from matplotlib.backend_bases import MouseEvent

from acttutor.core.data.features import FEATURES
from acttutor.labs.network.figures.net.graph import NetworkGraph
from acttutor.labs.network.figures.net.palette import FILE, Palette
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.model.signal import Signal
from acttutor.labs.network.names import feature_name
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import CURVE
from acttutor.labs.network.words import formula_in_units, line_reading, message, unit_formula
from acttutor.labs.network.words_signal import about_line, about_point, about_unit
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.words.text_block import Item, TextBlock, broken
from acttutor.plots.style import BODY, SMALL

#: Words take longer to set than a frame may take, so they follow the training more slowly.
EVERY = 12
#: So many lines have room below the graph.
LINES = 2


class Said:
    """Words on what is under the pointer, or on the network as a whole.

    Args:
        lab: the figure.
        graph, palette: where the pointer is.
    """

    def __init__(self, lab: LabFigure[Run], graph: NetworkGraph, palette: Palette) -> None:
        self.lab, self.graph, self.palette = lab, graph, palette
        theme = lab.theme
        self.words = lab.moving(lab.write("", BODY, theme.text, linespacing=1.35))
        self.calculation = TextBlock(lab, 4, leading=1.42)
        box = {"facecolor": theme.background, "edgecolor": theme.line, "pad": 4}
        self.reading = lab.moving(
            lab.write("", SMALL, theme.text, va="bottom", linespacing=1.45, bbox=box)
        )
        self.reading.set_visible(False)
        self._left = 0.0
        self._frame = 0
        self._written_of: Spot | None = None

    def put(self, left: float, top: float) -> None:
        """Place the words below the graph, in logical pixels."""
        self._left = left
        self.lab.put(self.words, left, top)

    def stand_beside(self, event: MouseEvent) -> None:
        """Let the reading of a line stand beside the pointer."""
        lab = self.lab
        width, height = lab.figure.bbox.size
        right = event.x > width * 0.35
        self.reading.set_horizontalalignment("right" if right else "left")
        offset = (-10 if right else 10) * lab.scale
        self.reading.set_position(((event.x + offset) / width, (event.y + 10 * lab.scale) / height))

    def update(self, training: bool, signal: Signal | None) -> bool:
        """Write what there is to say; ``False`` if numbers in it will have to follow later."""
        run, spot, formula = self.lab.run, self.graph.hovered, ""
        self.words.set_visible(signal is None)
        self.calculation.show(signal is not None)
        if signal is not None:
            self._write_calculation(signal)
            return True
        will = self._what_would_happen()
        if will:
            self.words.set_text(will)
            self.words.set_color(self.lab.theme.text)
            self.reading.set_visible(False)
            return True
        self._frame += 1
        due = not training or spot != self._written_of or self._frame % EVERY == 0
        self._written_of = spot
        if spot is not None and spot.kind == "unit":
            if due:
                self.words.set_text(unit_formula(run, spot))
            self.words.set_color(self.lab.theme.text)
        else:
            said = message(run, self.lab.texts)
            # A network of one layer is a formula that can be read.
            formula = "" if said else formula_in_units(run, 0)
            if due or not formula or not self.words.get_text():
                hint = "draw" if run.settings.data == CURVE else "hint"
                words = said or self.lab.hint(f"network.message.{hint}")
                self.words.set_text(formula or self._in_lines(words))
            self.words.set_color(self._color_of(said))
        self._write_reading(spot, due)
        return due or (spot is None and not formula)

    def _in_lines(self, words: str) -> str:
        """Return words in lines; later sentences are left out where there is no room for them."""
        width = (self.lab.size()[0] - 2 * self._left) * self.lab.scale
        given = words.splitlines()
        for count in range(len(given), 1, -1):
            lines = broken("\n".join(given[:count]), BODY, False, width, self.lab.dpi)
            if len(lines) <= LINES:
                return "\n".join(lines)
        return "\n".join(broken("".join(given[:1]), BODY, False, width, self.lab.dpi))

    def _color_of(self, said: str) -> str:
        """Return the colour of a message; only what went wrong is red."""
        if not said:
            return self.lab.theme.muted
        return self.lab.theme.text if self.lab.run.timeline.head is not None else self.lab.theme.bad

    def _what_would_happen(self) -> str:
        """Return what a click on what is under the pointer would change; "" if nothing."""
        texts, spot = self.lab.texts, self.graph.hovered
        if self.graph.heads.hovered is not None:
            return self.graph.heads.hovered.says
        if self.palette.hovered is not None:
            if self.palette.hovered == FILE:
                return texts("network.build.file")
            name = self.palette.name_of(self.palette.hovered)
            return texts("network.build.data", name=name)
        if spot is not None and spot.kind == "feature":
            name = feature_name(list(FEATURES)[spot.unit], self.lab.run.problem)
            return texts("network.build.add_feature", name=name)
        if self.graph.pulled is not None:
            return texts("network.build.pull")
        return ""

    def _write_calculation(self, signal: Signal) -> None:
        """Write the numbers of the point: of what is under the pointer, or as a whole."""
        run, spot, texts = self.lab.run, self.graph.hovered, self.lab.texts
        self.reading.set_visible(False)
        said = message(run, texts)
        if spot is None:
            lines = [said] if said else about_point(run, signal, texts)
        elif spot.kind == "unit":
            lines = about_unit(run, signal, spot, run.unit_states(signal), texts)
        else:
            lines = about_line(run, signal, spot, texts)
        bad = self._color_of(said) if said and spot is None else ""
        self.calculation.update(
            [Item(text, color=bad, breaks=not text.startswith("$")) for text in lines]
        )

    def _write_reading(self, spot: Spot | None, due: bool) -> None:
        shown = spot is not None and spot.kind in ("line", "bias")
        self.reading.set_visible(shown)
        if due and shown and spot is not None:
            self.reading.set_text(line_reading(self.lab.run, spot, self.lab.texts))
