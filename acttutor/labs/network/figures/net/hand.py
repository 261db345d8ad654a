"""The pointer on the graph: what builds the network, and weights that are dragged up and down."""

from collections.abc import Callable

from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.core.data.features import FEATURES
from acttutor.labs.network.figures.net.graph import NetworkGraph
from acttutor.labs.network.figures.net.palette import Palette
from acttutor.labs.network.model.building import with_feature, with_units
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.run import Run
from acttutor.plots.lab_figure import LabFigure

#: A press that moves less than this is a click; and by how much a weight changes with each pixel,
#: with Shift, and with each step of the wheel.
CLICK, PER_PIXEL, FINE, PER_STEP = 4.0, 0.02, 0.1, 0.1
#: How far a unit is dragged until it is out, in tiles.
OUT = 1.2


class Hand:
    """What is under the pointer on the graph, and what it holds.

    Args:
        lab: the figure.
        graph: the graph.
        palette: the data on offer.
        hold: called with a weight or a bias and the value that it is held at.
        edit: called with a weight or a bias that was clicked, and where.
    """

    def __init__(
        self,
        lab: LabFigure[Run],
        graph: NetworkGraph,
        palette: Palette,
        hold: Callable[[Spot, float], None],
        edit: Callable[[Spot, tuple[float, float]], None],
    ) -> None:
        self._lab, self._graph, self._palette = lab, graph, palette
        self._hold, self._edit = hold, edit
        #: What is held, where it was pressed, and the value that it had there.
        self.held: tuple[Spot, float, float, float] | None = None
        self.dragged = False

    def point_at(self, event: MouseEvent | LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        return self._graph.heads.point_at(event) | self._palette.point_at(event)

    def press(self, event: MouseEvent) -> bool:
        """Take hold of what is under the pointer; whether there is anything."""
        if event.button != 1:
            return False
        target, data = self._graph.heads.target_at(event), self._palette.data_at(event)
        spot = self._graph.spot_at(event)
        if target is not None:
            self._graph.heads.press(target)
        elif data is not None:
            self._palette.choose(data)
        elif spot is None:
            return False
        elif spot.kind == "feature":
            self._lab.change(**with_feature(self._lab.run.settings, list(FEATURES)[spot.unit]))
        else:
            run = self._lab.run
            value = run.number_at(spot) if spot.kind in ("line", "bias") else 0.0
            self.held, self.dragged = (spot, event.x, event.y, value), False
        return True

    def drag(self, event: MouseEvent) -> bool:
        """Drag what is held; whether the picture has to follow."""
        assert self.held is not None
        spot, x, y, value = self.held
        across, up = (event.x - x) / self._lab.scale, (event.y - y) / self._lab.scale
        self.dragged |= max(abs(across), abs(up)) >= CLICK
        if not self.dragged:
            return False
        if spot.kind in ("line", "bias"):
            fine = FINE if "shift" in getattr(event, "modifiers", ()) else 1.0
            self._hold(spot, round(value + PER_PIXEL * fine * up, 3 if fine < 1 else 2))
            return False
        self._graph.pulled = (spot, across, up)
        return True

    def let_go(self, event: MouseEvent) -> bool:
        """End a drag, or click; whether something was held."""
        held, self.held = self.held, None
        pulled, self._graph.pulled = self._graph.pulled, None
        if held is None:
            return False
        spot, settings = held[0], self._lab.run.settings
        if pulled is not None:
            self._pull_out(spot, pulled[1], pulled[2])
        elif not self.dragged and spot.kind in ("line", "bias"):
            self._edit(spot, (event.x, self._lab.figure.bbox.height - event.y))
        elif not self.dragged and spot.layer == 0:
            self._lab.change(**with_feature(settings, self._lab.run.feature_ids[spot.unit]))
        return True

    def _pull_out(self, spot: Spot, across: float, up: float) -> None:
        """Take a unit away that was dragged far enough."""
        layout, settings = self._graph.layout_, self._lab.run.settings
        if layout is None or max(abs(across), abs(up)) * layout.scale < OUT * layout.tile:
            return
        if spot.layer == 0:
            self._lab.change(**with_feature(settings, self._lab.run.feature_ids[spot.unit]))
        elif spot.layer <= len(settings.layers):
            self._lab.change(**with_units(settings, spot.layer - 1, -1))

    def scroll(self, event: MouseEvent) -> bool:
        """Change the weight under the pointer with the wheel; whether there is one."""
        spot = self._graph.hovered
        if spot is None or spot.kind not in ("line", "bias"):
            return False
        fine = FINE if "shift" in getattr(event, "modifiers", ()) else 1.0
        value = self._lab.run.number_at(spot) + PER_STEP * fine * event.step
        self._hold(spot, round(value, 3))
        return True

    def cursor(self) -> str | None:
        """Return the shape of the pointer over what can be clicked or dragged; else ``None``."""
        if self.held is not None:
            return "move" if self.dragged else "hand"
        if self._graph.heads.hovered is not None or self._palette.hovered is not None:
            return "hand"
        spot = self._graph.hovered
        if spot is None:
            return None
        return "" if spot.kind == "unit" and spot.layer else "hand"
