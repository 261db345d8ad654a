"""One point on its way through the graph: u, y and δ of each unit, w·x and ∂L/∂w of each line."""

import math
from collections.abc import Iterator

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.transforms import IdentityTransform

from acttutor.base.numbers.numerals import Style
from acttutor.core.arrays import Array
from acttutor.core.nn.layers.layer import Layer
from acttutor.labs.network.model.graph_layout import ABOVE, BELOW, LINE, GraphLayout
from acttutor.labs.network.model.signal import LayerSignal, Signal
from acttutor.labs.network.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import GraphLayer, Node, circle
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL

#: The stretch of u that the small curves show.
REACH = 4.0
#: Points of a curve, and its share of the tile.
POINTS, SHARE = 41, 0.84
#: How the numbers in the graph are written, those of ordinary size and the others.
SHORT, POWERED = Style(2, vanishing=True), Style(None, 1, math.inf, mathtext=False)
#: The marks of units through which no error comes.
MARKS = {"off": "0", "dead": "×", "saturated": "≈0", "step": "≈0"}


class SignalOverlay:
    """Draws over the graph what one point does in it.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self._lab = lab
        self.faces = GraphLayer(lab)
        self.curves = LineCollection([], transform=IdentityTransform(), capstyle="round")
        lab.figure.add_artist(self.curves)
        lab.moving(self.curves)
        self.marks = GraphLayer(lab)
        self._segments: list[Array] = []
        self._spans: list[tuple[float, float]] = []
        self._of: object = None

    def hide(self) -> None:
        """Go away: there is no point."""
        self.faces.show(False)
        self.marks.show(False)
        self.curves.set_visible(False)
        self._of = None

    def update(self, layout: GraphLayout, signal: Signal, states: list[list[str]]) -> None:
        """Show a point in the graph.

        Args:
            layout: where units and lines are.
            signal: what the network does with the point.
            states: of each layer and unit, see `signal.states`.
        """
        run = self._lab.run
        self._prepare(layout, run)
        faces, marks = [], list(self._inputs(layout, signal))
        colors = []
        for k, (layer, own) in enumerate(zip(run.network.layers, signal.layers, strict=True)):
            for unit in range(len(own.u)):
                state = states[k][unit] if run.has_reached(k) else ""
                faces.append(self._face(layout, k, unit, state))
                colors.append(self._curve_color(state, run.has_reached(k)))
                if run.has_reached(k):
                    marks += self._unit(layout, k, unit, own, state)
            marks += self._numbers(layout, k, own)
            if layer.activation is None and layer.activation_id == "softmax":
                colors[-len(own.u) :] = ["none"] * len(own.u)
        self.faces.update(faces)
        self.curves.set_visible(True)
        self.curves.set(segments=self._segments, colors=colors, linewidths=1.4)
        self.marks.update(marks)

    # -- units ---------------------------------------------------------------------------------

    def _prepare(self, layout: GraphLayout, run: Run) -> None:
        """Draw the curves of all units, if they are not drawn yet."""
        layers = run.network.layers
        of = (layout, tuple((layer.activation_id, _params(layer)) for layer in layers))
        if of == self._of:
            return
        self._of = of
        self._segments, self._spans = [], []
        u = np.linspace(-REACH, REACH, POINTS)
        for k, layer in enumerate(layers):
            for unit in range(layer.n_out):
                y = _outputs(layer, unit, u)
                low, high = min(float(y.min()), 0.0), max(float(y.max()), 0.0)
                self._spans.append((low, high if high > low else low + 1.0))
                xs, ys = self._place(layout, k, unit, u, y)
                self._segments.append(np.column_stack([xs, ys]))

    def _place(
        self, layout: GraphLayout, k: int, unit: int, u: Array, y: Array
    ) -> tuple[Array, Array]:
        """Return where (u, y) lies in the tile of a unit, in device pixels from below."""
        number = sum(layout.sizes[1 : k + 1]) + unit
        low, high = self._spans[number]
        x0, y0 = layout.centers[k + 1][unit]
        half = layout.tile / 2 * SHARE
        xs = x0 + np.clip(u, -REACH, REACH) / REACH * half
        share = np.clip((y - low) / (high - low), 0, 1)
        return xs, self._lab.figure.bbox.height - y0 + (2 * share - 1) * half

    def _tile(self, layout: GraphLayout, layer: int, unit: int) -> Rect:
        scale = layout.scale
        x, y = layout.centers[layer][unit] / scale
        return Rect.around(float(x), float(y), layout.tile / scale, layout.tile / scale)

    def _face(self, layout: GraphLayout, k: int, unit: int, state: str) -> Node:
        theme = self._lab.theme
        face = {"": theme.background, "dead": theme.wash_bad}.get(state, theme.wash_dead)
        return Node(self._tile(layout, k + 1, unit), face, "none", corner=0.0)

    def _curve_color(self, state: str, reached: bool) -> str:
        theme = self._lab.theme
        return theme.line if state or not reached else theme.f

    def _unit(
        self, layout: GraphLayout, k: int, unit: int, own: LayerSignal, state: str
    ) -> Iterator[Node]:
        """Yield the place on the curve, and the numbers around a unit."""
        run, theme, scale = self._lab.run, self._lab.theme, layout.scale
        tile = self._tile(layout, k + 1, unit)
        u, y = float(own.u[unit]), float(own.y[unit])
        if np.isfinite(own.slope[unit]) and np.isfinite(y):
            xs, ys = self._place(layout, k, unit, own.u[unit : unit + 1], own.y[unit : unit + 1])
            middle = float(xs[0]) / scale, (self._lab.figure.bbox.height - float(ys[0])) / scale
            color = theme.muted if state else theme.point
            yield circle(*middle, 3.2, color, theme.background, 0.8)
        if state:
            yield Node(
                Rect(tile.right - 3, tile.top + 7, 0.0, 0.0),
                text=MARKS[state],
                color=theme.bad if state == "dead" else theme.muted,
                size=SMALL,
                align="right",
                bold=True,
            )
        back = run.has_returned(k)
        below = [(f"$u$ {short(u)}", theme.muted), (f"$y$ {short(y)}", "")]
        passed = theme.df if own.delta[unit] else theme.muted
        delta = (rf"$\delta$ {short(float(own.delta[unit]))}", passed)
        if layout.free < ABOVE + BELOW:
            # One number has room: the latest.
            below = [delta if back else below[1]] if layout.free >= LINE else []
        elif back:
            yield _text(tile.middle[0], tile.top - 7, *delta)
        for row, (text, color) in enumerate(below):
            # Beside the dot of the bias.
            place = Rect(tile.left + 7, tile.bottom + 7 + row * LINE, 0.0, 0.0)
            yield Node(place, text=text, color=color, size=SMALL, align="left")

    def _inputs(self, layout: GraphLayout, signal: Signal) -> Iterator[Node]:
        if layout.free < LINE:
            return
        for unit, x in enumerate(signal.layers[0].inputs):
            tile = self._tile(layout, 0, unit)
            yield _text(tile.middle[0], tile.bottom + 7, short(float(x)), "")

    # -- lines ---------------------------------------------------------------------------------

    def _numbers(self, layout: GraphLayout, k: int, own: LayerSignal) -> Iterator[Node]:
        """Yield the numbers at the ends of the lines that lead to a layer."""
        run, theme = self._lab.run, self._lab.theme
        back = run.has_returned(k)
        if not layout.has_numbers(k + 1) or not (back or run.has_reached(k)):
            return
        values = own.dW if back else own.products
        for (unit, source), value in np.ndenumerate(values):
            x, y = layout.number_place(k + 1, unit, source) / layout.scale
            color = theme.muted if not value else theme.positive if value > 0 else theme.negative
            yield Node(
                Rect(float(x), float(y), 0.0, 0.0),
                text=_signed(float(value)),
                color=_readable(color, theme.text),
                size=SMALL,
                align="right",
            )

    def lines(self, signal: Signal) -> tuple[Array, Array]:
        """Return for each line its size from 0 to 1 and its sign: of ∂L/∂w where it is back.

        Where nothing has come yet, the size is 0.
        """
        run = self._lab.run
        there = np.nan_to_num(np.concatenate([own.products.ravel() for own in signal.layers]))
        back = np.nan_to_num(np.concatenate([own.dW.ravel() for own in signal.layers]))
        reached, returned = (
            np.concatenate([np.full(own.W.size, has(k)) for k, own in enumerate(signal.layers)])
            for has in (run.has_reached, run.has_returned)
        )
        forward, backward = (
            values / max(float(np.abs(values).max()), 1e-300) for values in (there * reached, back)
        )
        values = np.where(returned, backward, forward)
        return np.abs(values), np.sign(values)


def _params(layer: Layer) -> tuple[object, ...]:
    """Return what the curve of a layer depends on beside its activation."""
    if layer.alpha is not None:
        return tuple(np.round(layer.alpha, 2))
    return tuple(sorted(layer.params.items()))


def _outputs(layer: Layer, unit: int, u: Array) -> Array:
    """Return f(u) of a unit; of the largest piece of a maxout unit, and of softmax, u itself."""
    if layer.activation is None:
        return u
    params = layer.activation_params()
    if layer.alpha is not None:
        params = {**params, "alpha": layer.alpha[unit]}
    with np.errstate(all="ignore"):
        values = layer.activation.function(u, **params)
    return np.asarray(np.nan_to_num(values, posinf=REACH, neginf=-REACH))


def _text(x: float, y: float, text: str, color: str) -> Node:
    return Node(Rect(x, y, 0.0, 0.0), text=text, color=color, size=SMALL)


def short(value: float) -> str:
    """Return a number as it is written in the graph: ``−0.42``, or ``3e−5`` if it is small."""
    ordinary = 0.005 <= abs(value) < 1000 or not value
    return (SHORT if ordinary else POWERED).write(value).text


def _signed(value: float) -> str:
    text = short(value)
    return text if text.startswith("−") or not value else f"+{text}"


def _readable(color: str, text: str, share: float = 0.6) -> str:
    """Return a colour nearer to that of texts, so that small numbers can be read in it."""
    mixed = [
        share * a + (1 - share) * b for a, b in zip(to_rgba(color), to_rgba(text), strict=True)
    ]
    return "#" + "".join(f"{round(255 * part):02x}" for part in mixed[:3])
