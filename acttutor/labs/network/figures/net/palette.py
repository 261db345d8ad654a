"""The data on offer at the left of the graph, as small pictures of their points."""

from collections.abc import Callable
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt
from matplotlib.backend_bases import LocationEvent

from acttutor.base.state.fields import Choice, changed, spec_of
from acttutor.labs.network.model.data.problem import Problem, make_problem
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import Settings
from acttutor.plots.canvas.pixel_image import PixelImage
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import GraphLayer, Node
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL

Pixels = npt.NDArray[np.uint8]
#: Side of a picture and the room of one with its name, across and down; the head above all.
SIDE, ACROSS, DOWN, HEAD = 34.0, 50.0, 55.0, 20.0
#: A picture and its name, at least.
LEAST_DOWN = 40.0
#: Width of the palette: two columns of pictures.
WIDTH = 2 * ACROSS
#: Points in a picture, and the side of one in device pixels at scale 1.
POINTS, DOT = 130, 2
#: What is offered behind the data sets: a file of one's own.
FILE = "file"
#: Settings from which the pictures are drawn.
_PLAIN = Settings()


class Palette:
    """Pictures of the data sets; a click chooses one.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self._lab = lab
        spec = spec_of(Settings, "data")
        assert isinstance(spec, Choice)
        self.ids = spec.options
        #: Everything that is offered, in the order of `places`.
        self.offers = (*self.ids, FILE)
        self.title = lab.static(lab.cell(lab.texts("network.palette.title"), ha="left", bold=True))
        self.title.set_fontsize(SMALL + 1)
        self.frames = GraphLayer(lab, rests=True)
        self.images = [PixelImage() for _ in self.ids]
        for image in self.images:
            lab.figure.add_artist(image)
            lab.static(image)
        self.names = GraphLayer(lab, rests=True)
        self.places: list[Rect] = []
        self.hovered: str | None = None
        self._drawn: dict[str, object] = {}
        self._shown: object = None
        self._colors = DecisionColors(lab.theme)
        self.visible = True
        #: Lets a file with a table be chosen.
        self.open_file: Callable[[], None] = lambda: None

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle from its top."""
        self._lab.put(self.title, rect.left + 4, rect.top + 9)
        rows = -(-len(self.offers) // 2)
        down = min(DOWN, (rect.height - HEAD) / rows)
        self.places = [
            Rect(
                rect.left + 4 + (k % 2) * ACROSS,
                rect.top + HEAD + (k // 2) * down,
                SIDE,
                min(SIDE, down - 16),
            )
            for k in range(len(self.offers))
        ]
        self._drawn, self._shown = {}, None

    @property
    def least_height(self) -> float:
        """The height in which pictures and names still have room."""
        return HEAD + LEAST_DOWN * -(-len(self.offers) // 2)

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.visible, self._shown = visible, None
        for artist in (self.title, *self.images):
            artist.set_visible(visible)
        if not visible:
            self.frames.show(False)
            self.names.show(False)
            self.hovered = None

    def update(self) -> None:
        """Show which data are chosen."""
        if not self.visible:
            return
        settings, theme, texts = self._lab.run.settings, self._lab.theme, self._lab.texts
        shown = (settings.data, settings.table, settings.curve, self.hovered)
        if shown == self._shown:
            return
        self._shown = shown
        frames, names = [], []
        for id, place, image in zip(self.ids, self.places, self.images, strict=False):
            of = (settings.table if id == "own" else settings.curve if id == "curve" else None,
                  self._lab.scale)  # fmt: skip
            if self._drawn.get(id) != of:
                self._drawn[id] = of
                self._draw(id, place, image)
            chosen = id == settings.data
            edge = theme.accent if chosen or id == self.hovered else theme.line
            frames.append(Node(place.grown(2), theme.surface, edge, 2.4 if chosen else 1.0, 4.0))
            if id == "own" and not settings.table.rows:
                names.append(Node(place, text="+", color=theme.accent, size=SMALL + 5))
            name = texts(f"network.palette.{id}")
            color = theme.text if chosen else theme.muted
            x, y = place.middle[0], place.bottom + 10
            names.append(Node(Rect(x, y, 0, 0), text=name, color=color, size=SMALL))
        place = self.places[-1]
        edge = theme.accent if self.hovered == FILE else theme.line
        frames.append(Node(place.grown(2), theme.surface, edge, 1.0, 4.0))
        names.append(Node(place, text="…", color=theme.accent, size=SMALL + 5))
        below = Rect(place.middle[0], place.bottom + 10, 0, 0)
        names.append(Node(below, text=texts("network.palette.file"), color=theme.muted, size=SMALL))
        self.frames.update(frames)
        self.names.update(names)

    def _draw(self, id: str, place: Rect, image: PixelImage) -> None:
        scale = self._lab.scale
        columns, rows = round(place.width * scale), round(place.height * scale)
        settings = self._lab.run.settings
        problem = make_problem(changed(_PLAIN, data=id, table=settings.table, curve=settings.curve))
        pixels = np.zeros((max(rows, 1), max(columns, 1), 4), dtype=np.uint8)
        if problem is not None:
            self._dots(problem, pixels, max(round(DOT * scale), 1))
        image.set_pixels(pixels)
        self._lab.invalidate()
        left, bottom = self._lab.device(place.left, place.bottom)
        image.set_place(left, bottom)

    def _dots(self, problem: Problem, pixels: Pixels, dot: int) -> None:
        """Draw the points into the pixels."""
        rows, columns = pixels.shape[:2]
        X, T = problem.X_train[:POINTS], problem.T_train[:POINTS]
        if problem.kind == "regression":
            inks = self._colors.numbers(np.clip(T[:, 0], -1, 1))
        else:
            classes = [_rgba(color) for color in self._lab.theme.classes]
            inks = np.array([classes[number] for number in problem.class_numbers(T)])
        xs = np.clip((X[:, 0] + 6) / 12 * (columns - dot), 0, columns - dot).astype(int)
        ys = np.clip((6 - X[:, 1]) / 12 * (rows - dot), 0, rows - dot).astype(int)
        for x, y, ink in zip(xs, ys, inks, strict=True):
            pixels[y : y + dot, x : x + dot] = ink

    # -- the pointer ---------------------------------------------------------------------------

    def point_at(self, event: LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        before, self.hovered = self.hovered, None if event is None else self.data_at(event)
        return before != self.hovered

    def data_at(self, event: LocationEvent) -> str | None:
        """Return the data whose picture is under the pointer, or `FILE`."""
        if not self.visible:
            return None
        x, y = self._lab.pointer(event)
        found = (
            id
            for id, place in zip(self.offers, self.places, strict=False)
            if place.grown(4).holds(x, y)
        )
        return next(found, None)

    def handles(self) -> list[Handle]:
        """Return the pictures for those who use no pointer."""
        if not self.visible:
            return []
        return [
            Handle(f"data {id}", place, self.name_of(id), press=partial(self.choose, id))
            for id, place in zip(self.offers, self.places, strict=False)
        ]

    def choose(self, id: str) -> None:
        """Learn the data of a picture, or let a file be chosen."""
        if id == FILE:
            self.open_file()
        else:
            self._lab.change(data=id)

    def name_of(self, id: str) -> str:
        """Return what is offered, in words."""
        texts = self._lab.texts
        return texts("network.open_file.label") if id == FILE else texts.option("network.data", id)


@lru_cache(32)
def _rgba(color: str) -> tuple[int, int, int, int]:
    """Return a colour such as ``#0072b2`` as four bytes."""
    red, green, blue = (int(color[k : k + 2], 16) for k in (1, 3, 5))
    return red, green, blue, 255
