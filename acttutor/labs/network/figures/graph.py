"""The network drawn as a graph: a small map for each unit, lines by weight, names of layers."""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.backend_bases import MouseEvent
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from acttutor.labs.network.figures.map import GRID, MapSource
from acttutor.labs.network.figures.signal import SignalOverlay
from acttutor.labs.network.model.graph_layout import GraphLayout, Spot
from acttutor.labs.network.model.linear_pieces import chosen_piece, shown_weights
from acttutor.labs.network.model.signal import Signal
from acttutor.labs.network.names import feature_name, has_columns
from acttutor.labs.network.run import Run
from acttutor.plots.canvas.pixel_image import PixelImage
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, SMALL

#: Room for the name of an input that every graph has, and the most that one gets.
NAME, WIDEST_NAME = 24.0, 96.0
_BAR = np.array([(-1.15, -0.55), (1.15, -0.55), (1.15, 0.55), (-1.15, 0.55), (-1.15, -0.55)])
_CURVE = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
#: Dashes flow along the lines while the network learns, as in the web playground; short ones are
#: those of weights below 0.
LONG, SHORT = (9.0, 1.2), (2.4, 1.68)
MOST_TILES = 7 + 6 * 8 + 10


class NetworkGraph:
    """Draws the network; rebuilt by `layout` when its shape or its place changes.

    Args:
        parent: the figure of the lab.
        source: the maps of the units.
    """

    def __init__(self, parent: LabFigure[Run], source: MapSource) -> None:
        self._parent = parent
        self._source = source
        self._theme = parent.theme
        self._colors = DecisionColors(parent.theme)
        self._flow = 0.0
        self.hovered: Spot | None = None
        self.layout_: GraphLayout | None = None
        self.sizes: tuple[int, ...] = ()
        self.features: tuple[str, ...] = ()
        #: What the layout was made for.
        self.shape: object = None
        self.lines: Any = self._collection(capstyle="butt")
        self.tiles: list[PixelImage] = []
        for _ in range(MOST_TILES):
            tile = PixelImage()
            parent.figure.add_artist(tile)
            self.tiles.append(parent.moving(tile))
        self.overlay = SignalOverlay(parent)
        self.overlay = SignalOverlay(parent)
        self.frames: Any = self._collection()
        self.biases: Any = self._collection()
        self.heads: list[Text] = []
        self.names: list[Text] = []

    def _collection(self, **options: Any) -> PathCollection:
        collection = PathCollection(
            [], facecolors="none", transform=IdentityTransform(), offsets=None, **options
        )
        self._parent.figure.add_artist(collection)
        return self._parent.moving(collection)

    def layout(self, rect: Rect) -> None:
        """Place the graph of the present network."""
        parent, run = self._parent, self._parent.run
        self.rect = rect
        if (self.sizes, self.features) != (run.network.sizes, run.feature_ids):
            # What was under the pointer may be gone.
            self.hovered = None
        self.sizes, self.features = run.network.sizes, run.feature_ids
        columns = run.problem.columns if run.problem is not None else ("", "", "")
        self.shape = (self.sizes, self.features, columns, run.is_probed)
        names = [feature_name(feature, run.problem) for feature in self.features]
        widest = max(parent.width_of(name, self._name_size(run)) for name in names)
        inner = rect.inside(left=min(max(widest - NAME, 0.0), WIDEST_NAME))
        self.layout_ = GraphLayout(self.sizes, *inner, parent.scale, run.is_probed)
        flip = parent.figure.bbox.height
        curves = self.layout_.curves.copy()
        curves[..., 1] = flip - curves[..., 1]
        self.lines.set_paths([Path(points, _CURVE) for points in curves])
        self._place_tiles(flip)
        self._write_names(run)

    def show(self, visible: bool) -> None:
        """The graph is always there."""

    def _place_tiles(self, flip: float) -> None:
        layout = self.layout_
        assert layout is not None
        size = layout.tile
        pick = np.round(np.linspace(0, GRID - 1, size)).astype(int)
        self._pick = np.ix_(pick, pick)
        frames: list[Path] = []
        #: Of biases from 0 on a disc, of those below a bar.
        self._forms: dict[bool, list[Path]] = {False: [], True: []}
        number = 0
        for layer, centers in enumerate(layout.centers):
            for x, y in centers:
                left, bottom = round(x - size / 2), round(flip - y - size / 2)
                self.tiles[number].set_place(left, bottom)
                number += 1
                corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]) * size
                frames.append(Path(corners + np.array([left, bottom])))
            if layer:
                for x, y in layout.bias_places(layer):
                    radius, place = 3.4 * layout.scale, np.array([x, flip - y])
                    self._forms[False].append(Path.circle((x, flip - y), radius))
                    self._forms[True].append(Path(place + radius * _BAR, closed=True))
        # Of a point on its way, curves are shown in the place of maps.
        self.count = self.sizes[0] if self._parent.run.is_probed else number
        for index, tile in enumerate(self.tiles):
            tile.set_visible(index < self.count)
        self.frames.set_paths(frames)

    def _write_names(self, run: Run) -> None:
        """Write the layers above and the inputs beside their units."""
        parent, layout, texts = self._parent, self.layout_, self._parent.texts
        assert layout is not None
        # The texts stay from one layout to the next, and with them the pixels that they keep.
        _resize(self.heads, len(layout.centers), lambda: parent.write("", SMALL, linespacing=1.25))
        _resize(self.names, len(layout.centers[0]), lambda: parent.write("", BODY + 1, va="center"))
        scale = layout.scale
        last = len(self.sizes) - 1
        wide = layout.between > 74
        key = "layer" if wide else "layer_short" if layout.between > 36 else "layer_tiny"
        for layer, centers in enumerate(layout.centers):
            x, align = centers[0][0], "center"
            if layer in (0, last):
                words = texts(f"network.graph.{'output' if layer else 'input'}")
                if not wide:
                    # Outwards, where there is room.
                    align = "left" if layer else "right"
                    x += layout.tile / 2 * (-1 if layer else 1)
            else:
                words = texts(f"network.graph.{key}", number=layer, units=self.sizes[layer])
            head = self.heads[layer]
            head.set(text=words, ha=align, color=self._theme.muted)
            parent.put(head, x / scale, layout.head_y / scale)
        rows = zip(self.names, run.feature_ids, layout.centers[0], strict=True)
        for name, feature, (x, y) in rows:
            words = feature_name(feature, run.problem)
            name.set(text=words, ha="right", size=self._name_size(run))
            parent.put(name, (x - layout.tile / 2) / scale - 5, y / scale)

    @staticmethod
    def _name_size(run: Run) -> float:
        return SMALL if has_columns(run.problem) else BODY + 1

    def update(self, run: Run, flow: int, signal: Signal | None = None) -> None:
        """Show weights and maps, or a point on its way.

        Args:
            run: the run.
            flow: whether dashes flow on since the last frame: 1 forward, −1 back, 0 not at all.
            signal: what the network does with the point; ``None`` if there is none.
        """
        theme = self._theme
        positive, negative = np.array(to_rgba(theme.positive)), np.array(to_rgba(theme.negative))
        chosen = chosen_piece(run.settings)
        shown = [shown_weights(layer, chosen) for layer in run.network.layers]
        if signal is None:
            signs = np.concatenate([W.ravel() for W, _ in shown])
            size = np.minimum(np.abs(np.nan_to_num(signs)), 5.0)
            self.overlay.hide()
        else:
            strength, signs = self.overlay.lines(signal)
            size = 2.5 * strength
        colors = np.where((signs > 0)[:, None], positive, negative)
        if signal is not None:
            colors[signs == 0] = to_rgba(theme.line)
        self.lines.set_edgecolor(colors)
        self.lines.set_linewidth(self._widths(size))
        self._flow = (self._flow + flow * 0.6) % (sum(LONG) * sum(SHORT))
        styles = {True: (-self._flow, SHORT), False: (-self._flow, LONG)}
        self.lines.set_linestyle([styles[is_below] for is_below in (signs < 0).tolist()])
        biases = np.concatenate([b for _, b in shown])
        self.biases.set_paths([self._forms[b < 0][i] for i, b in enumerate(biases.tolist())])
        shade = np.clip(np.nan_to_num(biases), -1, 1)
        self.biases.set_facecolor(self._colors.numbers(shade) / 255.0)
        self.biases.set_edgecolor(theme.muted)
        self.biases.set_linewidth(0.6)
        rows, columns = self._pick
        layers = self._source.layers[: 1 if signal is not None else None]
        small = np.concatenate([maps[:, rows, columns] for maps in layers])
        for tile, pixels in zip(self.tiles, self._colors.numbers(small), strict=False):
            tile.set_pixels(pixels)
        if signal is not None and self.layout_ is not None:
            self.overlay.update(self.layout_, signal, run.unit_states(signal))
        self._mark_hovered()

    def _widths(self, size: Any) -> Any:
        widths = 0.6 + 1.1 * size
        spot, layout = self.hovered, self.layout_
        if spot is not None and spot.kind == "line" and layout is not None:
            index = layout.ends.index((spot.layer, spot.unit, spot.source))
            widths[index] += 2.0
        return widths

    def _mark_hovered(self) -> None:
        layout, theme = self.layout_, self._theme
        assert layout is not None
        count = sum(self.sizes)
        widths = np.full(count, 0.8)
        colors = np.tile(to_rgba(theme.line), (count, 1))
        spot = self.hovered
        if spot is not None and spot.kind != "line":
            index = sum(self.sizes[: spot.layer]) + spot.unit
            widths[index] = 2.2
            colors[index] = to_rgba(theme.text)
        self.frames.set_linewidth(widths)
        self.frames.set_edgecolor(colors)

    def spot_at(self, event: MouseEvent) -> Spot | None:
        """Return what lies under the pointer."""
        if self.layout_ is None:
            return None
        return self.layout_.find(event.x, self._parent.figure.bbox.height - event.y)


def _resize(texts: list[Text], count: int, make: Callable[[], Text]) -> None:
    """Let the list hold ``count`` texts: take the last ones away, or make more."""
    while len(texts) > count:
        texts.pop().remove()
    while len(texts) < count:
        texts.append(make())
