"""What the pictures of all labs have in common."""

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import KeyEvent, LocationEvent, MouseEvent
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from acttutor.base.run import AnyRun
from acttutor.base.texts import Texts
from acttutor.plots.cached_text import CachedText
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY, DPI, Theme, dress

R = TypeVar("R", bound=AnyRun)
AnyArtist = TypeVar("AnyArtist", bound=Artist)


class Change(Protocol):
    """Puts changed settings into the store; a ``ValueError`` names one that there is not."""

    def __call__(self, **changes: object) -> None:
        """Change settings by their names."""


def unanswered(*details: object) -> None:
    """Stand for a request that nobody answers, because there is no window."""


class LabFigure(Generic[R]):
    """The picture of one lab: built once, then only fed with data.

    A lab derives its own from ``LabFigure[Run]``, and its parts take a ``LabFigure[Run]``, so that
    everything they read from the run is checked.

    A subclass builds its artists in ``build``, places its axes in ``layout`` and pushes the data
    of the run into the artists in ``update``. It answers the pointer in ``on_press``,
    ``on_move``, ``on_release``, ``on_leave`` and ``on_scroll``, and keys in ``on_key``: it asks
    for changed settings with ``change(name=value)`` and for another update soon with
    ``request_frame``, and returns ``True`` if the picture has to be painted again although no
    setting changed.

    What else it may ask of its panel, it declares as a request, which the panel answers, see
    `acttutor.widgets.panel.Panel.answer`::

        class Figure(LabFigure[Run]):
            #: Let a number be typed: its index, and where.
            edit: Callable[[int, Place], None] = unanswered

    Args:
        figure: an empty Matplotlib figure.
        run: the run of the lab; the figure reads it and never changes it.
        texts: the catalogue.
        theme: the colours.
        change: puts changed settings into the store.
        request_frame: lets the figure be updated again, after so many milliseconds at the
            soonest, if nothing else brings an update; for a view that is still on its way.
    """

    def __init__(
        self,
        figure: Figure,
        run: R,
        texts: Texts,
        theme: Theme,
        change: Change = lambda **changes: None,
        request_frame: Callable[[float], None] = unanswered,
        ask: Callable[..., None] = lambda what, **details: None,
    ) -> None:
        self.figure = figure
        self.run = run
        self.texts = texts
        self.theme = theme
        self.change = change
        self._request_frame = request_frame
        self.ask = ask
        self.live: list[Artist] = []
        self.at_rest: list[Artist] = []
        self._woken = False
        figure.set_facecolor(theme.background)
        self.build()

    @classmethod
    def for_run(cls, run: R) -> type["LabFigure[R]"]:
        """Return the class whose picture suits the run; a lab may have more than one."""
        return cls

    def fits(self) -> bool:
        """Whether this picture still suits the run; if not, another one is built."""
        return True

    # -- for subclasses to fill in -------------------------------------------------------------

    def build(self) -> None:
        """Create all artists; the moving ones through `moving`."""
        raise NotImplementedError

    def layout(self, width: float, height: float) -> None:
        """Place the axes with `place`; the size of the figure is given in logical pixels."""
        raise NotImplementedError

    def update(self) -> bool:
        """Push the data of the run into the artists; ``True`` if a full draw is needed."""
        raise NotImplementedError

    def on_press(self, event: MouseEvent) -> bool:
        """Answer a mouse button pressed."""
        return False

    def on_move(self, event: MouseEvent) -> bool:
        """Answer a pointer movement, with a button held (``event.button``) or without."""
        return False

    def on_release(self, event: MouseEvent) -> bool:
        """Answer a mouse button released."""
        return False

    def on_leave(self, event: LocationEvent | None) -> bool:
        """Answer the pointer leaving the figure."""
        return False

    def on_scroll(self, event: MouseEvent) -> bool:
        """Answer the wheel (``event.step``)."""
        return False

    def on_key(self, event: KeyEvent) -> bool:
        """Answer a key (``event.key``) pressed while the figure has the focus."""
        return False

    def cursor(self, event: MouseEvent) -> str:
        """Return the shape of the pointer at this place: ``""``, ``"hand"`` or ``"move"``."""
        return ""

    def part(self, name: str) -> Axes | None:
        """Return the axes of a part by the name of the attribute that holds it, if there is one.

        Lessons point at parts by these names.
        """
        found = getattr(self, name, None)
        found = getattr(found, "axes", found)
        if isinstance(found, list | tuple) and found:
            found = found[0]
        return found if isinstance(found, Axes) else None

    # -- tools for subclasses ------------------------------------------------------------------

    @property
    def scale(self) -> float:
        """Device pixels per logical pixel."""
        return float(self.figure.dpi) / DPI

    def size(self) -> tuple[float, float]:
        """Return width and height of the figure in logical pixels."""
        width, height = self.figure.bbox.size
        return width / self.scale, height / self.scale

    def relayout(self) -> None:
        """Place everything anew for the present size."""
        width, height = self.size()
        # A window that is still being built can be one pixel wide.
        self.layout(max(width, 320.0), max(height, 240.0))

    def place(self, axes: Axes, left: float, top: float, width: float, height: float) -> None:
        """Put ``axes`` at a rectangle in logical pixels, counted from the top left corner."""
        full_width, full_height = self.size()
        full_width, full_height = max(full_width, 320.0), max(full_height, 240.0)
        width, height = max(width, 8.0), max(height, 8.0)
        axes.set_position(
            (
                left / full_width,
                1 - (top + height) / full_height,
                width / full_width,
                height / full_height,
            )
        )

    def new_axes(self, grid: bool = True) -> Axes:
        """Add an axes in the house style; `layout` places it."""
        axes = self.figure.add_axes((0.1, 0.1, 0.8, 0.8))
        dress(axes, self.theme, grid)
        return axes

    def blank_axes(self) -> Axes:
        """Add an axes without any frame whose data coordinates run from 0 to 1, for text."""
        axes = self.figure.add_axes((0.1, 0.1, 0.8, 0.8))
        axes.set_axis_off()
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        return axes

    def write(
        self,
        text: str = "",
        size: float = BODY,
        color: str = "",
        bold: bool = False,
        **options: Any,
    ) -> Text:
        """Add a text to the figure, its left top corner where `put` places it."""
        written = CachedText(
            0.0,
            0.0,
            text,
            size=size,
            color=color or self.theme.text,
            weight="bold" if bold else "normal",
            **{"ha": "left", "va": "top", **options},
        )
        self.figure.add_artist(written)
        return written

    def label(
        self, axes: Axes, color: str, size: float = BODY, text: str = "", **options: Any
    ) -> QuickText:
        """Add a moving text to ``axes``, placed in device pixels, that covers what is below it."""
        label = QuickText(
            0,
            0,
            text,
            size=size,
            color=color,
            transform=IdentityTransform(),
            **{"ha": "left", "va": "bottom", "backdrop": self.theme.background, **options},
        )
        axes.add_artist(label)
        return self.moving(label)

    def put(self, text: Text, left: float, top: float) -> None:
        """Move a text made by `write` to a point in logical pixels from the top left corner."""
        width, height = self.size()
        text.set_position((left / max(width, 320.0), 1 - top / max(height, 240.0)))

    def moving(self, artist: AnyArtist) -> AnyArtist:
        """Mark ``artist`` as one that changes from frame to frame; later ones are drawn above."""
        artist.set_animated(True)
        self.live.append(artist)
        return artist

    def resting(self, artist: AnyArtist) -> AnyArtist:
        """Mark ``artist`` as one that changes only when `wake` says so; drawn below moving ones."""
        artist.set_animated(True)
        self.at_rest.append(artist)
        return artist

    def request_frame(self, delay_ms: float = 0.0) -> None:
        """Ask for another update soon, or after some time: a view is still on its way."""
        self._request_frame(delay_ms)

    def wake(self) -> None:
        """Let the next frame draw the resting artists anew."""
        self._woken = True

    def take_woken(self) -> bool:
        """Tell once whether the resting artists have changed."""
        woken, self._woken = self._woken, False
        return woken


#: The picture of whatever lab, for what treats all labs alike.
AnyFigure: TypeAlias = LabFigure[Any]
