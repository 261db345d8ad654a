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

from acttutor.core.arrays import Array
from acttutor.core.data.features import FEATURES, expand
from acttutor.labs.network.figures.net.heads import Heads
from acttutor.labs.network.figures.net.signal import SignalOverlay
from acttutor.labs.network.figures.plane.map import GRID, GRID_POINTS, MapSource
from acttutor.labs.network.model.graph_layout import GraphLayout, Spot
from acttutor.labs.network.model.linear_pieces import chosen_piece, shown_weights
from acttutor.labs.network.model.signal import Signal
from acttutor.labs.network.names import feature_name, has_columns
from acttutor.labs.network.run import Run
from acttutor.plots.canvas.calm import Calm
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
#: How much of an input that there could be is seen.
FAINT = 0.28
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
        self._calm = Calm(parent)
        self._flow = 0.0
        self.hovered: Spot | None = None
        self.layout_: GraphLayout | None = None
        self.sizes: tuple[int, ...] = ()
        self.features: tuple[str, ...] = ()
        #: A unit that is dragged, and how far across and up, in logical pixels.
        self.pulled: tuple[Spot, float, float] | None = None
        self._pulled_tile: tuple[int, int, int] | None = None
        #: What frames were last drawn for.
        self._marked: object = None
        #: What the layout was made for.
        self.shape: object = None
        # Matplotlib's types know no arrays of colours and widths.
        self.lines: Any = self._collection(capstyle="butt")
        self.tiles: list[PixelImage] = []
        for _ in range(MOST_TILES):
            tile = PixelImage()
            parent.figure.add_artist(tile)
            self.tiles.append(parent.moving(tile))
        self.overlay = SignalOverlay(parent)
        self.offered = [PixelImage() for _ in FEATURES]
        for tile in self.offered:
            parent.figure.add_artist(tile)
            parent.static(tile)
        self.frames: Any = self._collection()
        self.biases: Any = self._collection(edgecolors=self._theme.muted, linewidths=0.6)
        self.heads = Heads(parent)
        self.names: list[Text] = []
        self.offered_names: list[Text] = []

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
        # A picture for print, and one of a point on its way, show what there is and no more.
        offers = not (parent.printed or run.is_probed)
        slots = len(FEATURES) if offers else 0
        chosen = tuple(map(list(FEATURES).index, self.features))
        if offers:
            names = [feature_name(feature, run.problem) for feature in FEATURES]
        widest = max(parent.width_of(name, self._name_size(run)) for name in names)
        inner = rect.inside(left=min(max(widest - NAME, 0.0), WIDEST_NAME))
        self.layout_ = GraphLayout(self.sizes, *inner, parent.scale, run.is_probed, slots, chosen)
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
        self._place_offered(flip)

    def _place_offered(self, flip: float) -> None:
        """Show inputs that there could be, faint."""
        layout, theme = self.layout_, self._theme
        assert layout is not None
        for tile in self.offered:
            tile.set_visible(False)
        for slot, x, y in layout.offered:
            values = expand(GRID_POINTS, (list(FEATURES)[slot],)).reshape(GRID, GRID)
            pixels = self._colors.numbers(values[self._pick]).copy()
            ground = np.array(to_rgba(theme.background)) * 255
            pixels[...] = FAINT * pixels + (1 - FAINT) * ground
            self.offered[slot].set_pixels(pixels)
            size = layout.tile
            self.offered[slot].set_place(round(x - size / 2), round(flip - y - size / 2))
            self.offered[slot].set_visible(True)
        self._parent.invalidate()

    def _write_names(self, run: Run) -> None:
        """Write the inputs beside their units."""
        parent, layout = self._parent, self.layout_
        assert layout is not None
        # The texts stay from one layout to the next, and with them the pixels that they keep.
        _resize(self.names, len(layout.centers[0]), lambda: parent.write("", BODY + 1, va="center"))
        count = len(layout.offered)
        _resize(self.offered_names, count, lambda: parent.write("", BODY + 1, va="center"))
        scale = layout.scale
        offered = [(list(FEATURES)[slot], (x, y)) for slot, x, y in layout.offered]
        for name, (feature, (x, y)) in zip(self.offered_names, offered, strict=True):
            words = feature_name(feature, run.problem)
            name.set(text=words, ha="right", size=self._name_size(run), color=self._theme.muted)
            parent.put(name, (x - layout.tile / 2) / scale - 5, y / scale)
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
        flow = 0 if self._parent.less_motion else flow
        self._flow = (self._flow + flow * 0.6) % (sum(LONG) * sum(SHORT))
        styles = {True: (-self._flow, SHORT), False: (-self._flow, LONG)}
        self.lines.set_linestyle([styles[is_below] for is_below in (signs < 0).tolist()])
        biases = np.concatenate([b for _, b in shown])
        self.biases.set_paths([self._forms[b < 0][i] for i, b in enumerate(biases.tolist())])
        shade = np.clip(np.nan_to_num(biases), -1, 1)
        self.biases.set_facecolor(self._colors.numbers(shade) / 255.0)
        rows, columns = self._pick
        layers = self._source.layers[: 1 if signal is not None else None]
        small = np.concatenate([maps[:, rows, columns] for maps in layers])
        pixels_of_all = self._colors.numbers(small)
        # All together they are a large area.
        column = pixels_of_all.reshape(-1, *pixels_of_all.shape[2:])
        calm = self._calm.limit(column).reshape(pixels_of_all.shape)
        for tile, pixels in zip(self.tiles, calm, strict=False):
            tile.set_pixels(pixels)
        self._move_pulled()
        if signal is not None and self.layout_ is not None:
            self.overlay.update(self.layout_, signal, run.unit_states(signal))
        if self.layout_ is not None:
            self.heads.update(self.layout_)
        self._mark_hovered()

    def _move_pulled(self) -> None:
        """Show a unit that is dragged where it is."""
        layout, height = self.layout_, self._parent.figure.bbox.height
        assert layout is not None
        if self._pulled_tile is not None:
            number, x, y = self._pulled_tile
            self.tiles[number].set_place(x, y)
            self._pulled_tile = None
        if self.pulled is None:
            return
        spot, across, up = self.pulled
        number = sum(self.sizes[: spot.layer]) + spot.unit
        x, y = layout.centers[spot.layer][spot.unit] - layout.tile / 2
        left, bottom = round(x), round(height - y - layout.tile)
        self._pulled_tile = number, left, bottom
        self.tiles[number].set_place(left + across * layout.scale, bottom + up * layout.scale)

    def _widths(self, size: Array) -> Array:
        widths = 0.6 + 1.1 * size
        spot, layout = self.hovered, self.layout_
        if spot is not None and spot.kind == "line" and layout is not None:
            index = layout.ends.index((spot.layer, spot.unit, spot.source))
            widths[index] += 2.0
        return widths

    def _mark_hovered(self) -> None:
        theme, count = self._theme, sum(self.sizes)
        if self._marked == (self.hovered, count):
            return
        self._marked = self.hovered, count
        widths = np.full(count, 0.8)
        colors = np.tile(to_rgba(theme.line), (count, 1))
        spot = self.hovered
        if spot is not None and spot.kind in ("unit", "bias"):
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
