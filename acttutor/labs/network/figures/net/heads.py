"""What stands above the graph: layers with their activation, and what adds or removes them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from matplotlib.backend_bases import LocationEvent

from acttutor.labs.network.model import building
from acttutor.labs.network.model.building import Changes
from acttutor.labs.network.model.graph_layout import GraphLayout
from acttutor.labs.network.run import Run
from acttutor.labs.network.words_layers import activation_names, layer_names, layer_says
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import Align, GraphLayer, Node, circle
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL

#: Rows of a head below its top, and the radius of a round button, in logical pixels.
ROWS, RADIUS = (7.0, 22.0, 39.0), 7.0
#: Least distances of layers for words in full, for short ones, and for buttons beside numbers.
WIDE, NARROW, BUTTONS = 80.0, 50.0, 42.0
#: What stays free beside the middle of a layer, and the room behind the output.
BESIDE, AWAY = 8.0, 46.0


class Target(NamedTuple):
    """Something above the graph that can be clicked.

    Args:
        id: what it does, and to which layer.
        rect: its place.
        says: what will happen, for the reader.
        changes: the settings that it changes; `None` for what opens a menu.
        layer: the hidden layer that it belongs to, counted from 0.
    """

    id: str
    rect: Rect
    says: str
    changes: Changes | None
    layer: int = 0


class Heads:
    """The names of the layers, and buttons to build with.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self._lab = lab
        self._layer = GraphLayer(lab, rests=True)
        self._shown: object = None
        self.targets: list[Target] = []
        self.hovered: Target | None = None
        #: Lets an activation be chosen for a hidden layer, at a place in device pixels.
        self.choose: Callable[[int, tuple[float, float]], None] = lambda layer, place: None

    def update(self, layout: GraphLayout) -> None:
        """Write the heads, as the settings are now."""
        run = self._lab.run
        hovered = self.hovered.id if self.hovered is not None else ""
        output = run.problem.output if run.problem is not None else ""
        settings = run.settings
        shown = (layout, settings.layers, settings.hidden, settings.dropout_rates, output, hovered)
        if shown == self._shown:
            return
        self._shown = shown
        self.targets = []
        self._layer.update(list(self._nodes(layout)))

    def _nodes(self, layout: GraphLayout) -> Iterator[Node]:
        run, texts, theme = self._lab.run, self._lab.texts, self._lab.theme
        last, top = len(layout.sizes) - 1, layout.head_y / layout.scale
        wide = layout.between > WIDE
        for layer, centers in enumerate(layout.centers):
            x = float(centers[0][0]) / layout.scale if len(centers) else 0.0
            if 0 < layer < last:
                yield from self._hidden(layout, layer - 1, x, top)
                continue
            words = texts(f"network.graph.{'output' if layer else 'input'}")
            half = layout.tile / layout.scale / 2
            # Towards the layers beside it, or away from them where they are too close.
            away = layout.between < NARROW
            align: Align = "center" if wide else "left" if (layer > 0) == away else "right"
            left = x + {"left": -half, "center": 0.0, "right": half}[align]
            yield _text(left, top + ROWS[0], words, theme.muted, align)
            if layer and run.problem is not None:
                room = layout.between if wide else AWAY if away else layout.between - 12
                output = self._fitting(activation_names(run.problem.output, texts), room)
                yield _text(left, top + ROWS[1], output, theme.muted, align)
        if not self._lab.printed:
            yield from self._layers(layout, top)

    def _hidden(self, layout: GraphLayout, k: int, x: float, top: float) -> Iterator[Node]:
        run, texts, theme = self._lab.run, self._lab.texts, self._lab.theme
        settings = run.settings
        units = settings.layers[k]
        wide, room = layout.between > WIDE, layout.between
        key = "layer" if wide else "layer_short" if room > NARROW else "layer_tiny"
        yield _text(x, top + ROWS[0], texts(f"network.graph.{key}", number=k + 1), theme.muted)
        mark = "" if self._lab.printed else " ▾"
        free = room - 2
        if wide and k == len(settings.layers) - 1 and not self._lab.printed:
            # The buttons for layers stand beside it.
            free -= 2 * (2 * RADIUS + 4)
        names = layer_names(settings, k, texts)
        words = self._fitting([*(f"{name}{mark}" for name in names), *names], free)
        wider = self._lab.width_of(words, SMALL)
        rect = Rect(x - wider / 2 - 2, top + ROWS[1] - 8, wider + 4, 16)
        says = layer_says(settings, k, texts)
        color = theme.muted if self._lab.printed else theme.accent
        if not self._lab.printed:
            self.targets.append(Target(f"activation {k}", rect, says, None, k))
            yield from self._lit(rect)
        yield _text(x, top + ROWS[1], words, color)
        count = texts("network.graph.units", units=units) if room > 104 else str(units)
        has_buttons = room >= 4 * RADIUS + 3 and not self._lab.printed
        away = RADIUS + 1.0
        if room >= BUTTONS or not has_buttons:
            # The units can be counted where there is no room for their number.
            yield _text(x, top + ROWS[2], count, theme.muted)
            away += self._lab.width_of(count, SMALL) / 2 + (1 if room < NARROW + 6 else 3)
        if not has_buttons:
            return
        for sign, by in (("−", -1), ("+", 1)):
            changes = building.with_units(settings, k, by)
            key = "more_units" if by > 0 else "fewer_units"
            says = texts(f"network.build.{key}", number=k + 1, units=units + by)
            yield from self._button(
                f"units {sign} {k}", x + by * away, top + ROWS[2], sign, says, changes
            )

    def _fitting(self, names: list[str], room: float) -> str:
        """Return the first name that fits, otherwise the last, cut."""
        fitting = (name for name in names if self._lab.width_of(name, SMALL) <= room)
        return next(fitting, None) or self._cut(names[-1], room)

    def _cut(self, words: str, room: float) -> str:
        """Return words, cut so that they fit."""
        count = int(len(words) * room / self._lab.width_of(words, SMALL))
        if count >= len(words):
            return words
        return words[: count - 1] + "…" if count > 3 else words[: max(count, 1)]

    def _layers(self, layout: GraphLayout, top: float) -> Iterator[Node]:
        """Yield the buttons for layers, before the output."""
        settings, texts = self._lab.run.settings, self._lab.texts
        before, after = (float(layout.centers[k][0][0]) / layout.scale for k in (-2, -1))
        count = len(settings.layers)
        # Before the output, or below its name where there is no room.
        x, y = (before + after) / 2, top + ROWS[1] + 1
        if layout.between > WIDE:
            word = texts("network.graph.layers")
            beside = texts("network.graph.layer", number=max(count, 1))
            half = (self._lab.width_of(word, SMALL) + self._lab.width_of(beside, SMALL)) / 2
            if half + 6 < layout.between / 2:
                yield _text(x, top + ROWS[0], word, self._lab.theme.muted)
        else:
            x, y = after + layout.tile / layout.scale / 2 - 2 * RADIUS - 1, top + ROWS[2]
            x = max(x, before + BESIDE + 2 * RADIUS)
        for sign, by, changes in (
            ("−", -1, building.without_layer(settings)),
            ("+", 1, building.with_layer(settings)),
        ):
            key = "more_layers" if by > 0 else "fewer_layers"
            says = texts(f"network.build.{key}", layers=max(count + by, 0))
            yield from self._button(f"layers {sign}", x + by * (RADIUS + 1), y, sign, says, changes)

    def _button(
        self, id: str, x: float, y: float, sign: str, says: str, changes: Changes
    ) -> Iterator[Node]:
        theme = self._lab.theme
        target = Target(id, Rect.around(x, y, 2 * RADIUS + 3, 2 * RADIUS + 3), says, changes)
        color = theme.accent if changes else theme.line
        lit = self.hovered is not None and self.hovered.id == id and bool(changes)
        if changes:
            self.targets.append(target)
        yield circle(x, y, RADIUS, theme.selected if lit else theme.background, color)
        yield Node(Rect(x, y - 0.5, 0, 0), text=sign, color=color, size=SMALL + 1.5, bold=True)

    def _lit(self, rect: Rect) -> Iterator[Node]:
        if self.hovered is not None and self.hovered.rect == rect:
            yield Node(rect, self._lab.theme.selected, "none", corner=4.0)

    # -- the pointer ---------------------------------------------------------------------------

    def point_at(self, event: LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        before = self.hovered
        self.hovered = None if event is None else self.target_at(event)
        return (before and before.id) != (self.hovered and self.hovered.id)

    def target_at(self, event: LocationEvent) -> Target | None:
        """Return what is under the pointer."""
        x, y = self._lab.pointer(event)
        return next((target for target in self.targets if target.rect.holds(x, y)), None)

    def press(self, target: Target) -> None:
        """Do what a target does."""
        if target.changes is not None:
            self._lab.change(**target.changes)
            return
        x, y = target.rect.left, target.rect.bottom
        self.choose(target.layer, (x * self._lab.scale, y * self._lab.scale))

    def handles(self) -> list[Handle]:
        """Return the targets for those who use no pointer."""
        return [
            Handle(target.id, target.rect, target.says, press=lambda t=target: self.press(t))  # type: ignore[misc]
            for target in self.targets
        ]


def _text(x: float, y: float, text: str, color: str, align: Align = "center") -> Node:
    return Node(Rect(x, y, 0.0, 0.0), text=text, color=color, align=align, size=SMALL)
