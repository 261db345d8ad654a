"""What every part of a picture is drawn with: the figure, the colours, the texts, one scale."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import LocationEvent
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from acttutor.base.language.texts import Texts
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, DPI, SMALL, Looks, Theme, dress
from acttutor.plots.text.cached import CachedText, KeptLooks
from acttutor.plots.text.quick import QuickText, SharedText, line_width

AnyArtist = TypeVar("AnyArtist", bound=Artist)
AnyText = TypeVar("AnyText", bound=CachedText)

#: A figure is laid out as if it were at least so large: a window being built is one pixel wide.
LEAST_WIDTH, LEAST_HEIGHT = 320.0, 240.0


class Drawing:
    """A figure to which artists are added, measured in logical pixels from its top left corner.

    Artists are of three kinds: those that stay between two full draws; those that move from frame
    to frame (`moving`); and those that rest until `invalidate` is called (`static`).

    Args:
        figure: an empty Matplotlib figure.
        texts: the catalogue.
        theme: the colours.
    """

    #: Whether it is for print or a file, where nothing can be clicked.
    printed = False
    #: Whether what moves for its own sake rests, and large areas change seldom.
    less_motion = False
    #: Tells the time at which a frame is seen, in seconds.
    time_s: Callable[[], float] = staticmethod(time.monotonic)

    def __init__(self, figure: Figure, texts: Texts, theme: Theme) -> None:
        self.figure = figure
        self.texts = texts
        self.theme = theme
        self.live: list[Artist] = []
        self.static_artists: list[Artist] = []
        #: Changes with what is drawn: what another subject has left is no part of this one.
        self.subject = 0
        self._invalidated = False
        self._looks: KeptLooks = OrderedDict()
        figure.set_facecolor(theme.background)

    def request_frame(self, delay_ms: float = 0.0) -> None:
        """Ask for another update soon, or after some time; here nobody hears it."""

    def hint(self, key: str) -> str:
        """Return a text that says how the picture is used; in print there is none."""
        return "" if self.printed else self.texts(key)

    # -- measures ------------------------------------------------------------------------------

    @property
    def dpi(self) -> float:
        """Device pixels per inch."""
        return float(self.figure.dpi)

    @property
    def scale(self) -> float:
        """Device pixels per logical pixel: the one scale of everything in the figure."""
        return self.dpi / DPI

    @property
    def is_vector(self) -> bool:
        """Whether it is for PDF or SVG, where letters are not set to whole pixels."""
        return bool(getattr(self.figure, "is_vector", False))

    def size(self) -> tuple[float, float]:
        """Return width and height of the figure in logical pixels."""
        width, height = self.figure.bbox.size
        return width / self.scale, height / self.scale

    def whole(self) -> Rect:
        """Return the place of the whole figure."""
        width, height = self.size()
        return Rect(0.0, 0.0, max(width, LEAST_WIDTH), max(height, LEAST_HEIGHT))

    def width_of(self, text: str, size: float = BODY, bold: bool = False) -> float:
        """Return the width of a line in logical pixels."""
        return line_width(text, size, self.dpi, bold) / self.scale

    def pointer(self, event: LocationEvent) -> tuple[float, float]:
        """Return where the pointer is, in logical pixels from the top left corner."""
        return event.x / self.scale, (float(self.figure.bbox.height) - event.y) / self.scale

    def device(self, left: float, top: float) -> tuple[float, float]:
        """Return a point in device pixels from the lower left corner, as transforms count."""
        return left * self.scale, float(self.figure.bbox.height) - top * self.scale

    # -- places --------------------------------------------------------------------------------

    def place(self, axes: Axes, left: float, top: float, width: float, height: float) -> None:
        """Put ``axes`` at a rectangle in logical pixels, counted from the top left corner."""
        whole = self.whole()
        width, height = max(width, 8.0), max(height, 8.0)
        axes.set_position(
            (
                left / whole.width,
                1 - (top + height) / whole.height,
                width / whole.width,
                height / whole.height,
            )
        )

    def place_at(self, axes: Axes, rect: Rect) -> None:
        """Put ``axes`` at a rectangle."""
        self.place(axes, *rect)

    def put(self, text: Text, left: float, top: float) -> None:
        """Move a text made by `write` to a point in logical pixels from the top left corner."""
        whole = self.whole()
        text.set_position((left / whole.width, 1 - top / whole.height))

    # -- artists -------------------------------------------------------------------------------

    def new_axes(self, grid: bool = True) -> Axes:
        """Add an axes in the house style; `place` places it."""
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

    def _added(
        self, kind: type[AnyText], text: str, size: float, color: str, bold: bool, options: Looks
    ) -> AnyText:
        """Add a text of a kind to the figure."""
        looks = {"size": size, "color": color or self.theme.text, "ha": "left", "va": "top"}
        written = kind(0.0, 0.0, text, weight="bold" if bold else "normal", **{**looks, **options})
        self.figure.add_artist(written)
        return written

    def write(
        self,
        text: str = "",
        size: float = BODY,
        color: str = "",
        bold: bool = False,
        **options: Any,
    ) -> Text:
        """Add a text to the figure, its left top corner where `put` places it."""
        return self._added(CachedText, text, size, color, bold, options)

    def line(
        self,
        text: str = "",
        size: float = BODY,
        color: str = "",
        bold: bool = False,
        **options: Any,
    ) -> QuickText:
        """Add a line whose words and numbers change often, placed as by `write`."""
        return self._added(QuickText, text, size, color, bold, options)

    def cell(
        self,
        text: str = "",
        size: float = SMALL,
        color: str = "",
        ha: str = "right",
        bold: bool = False,
        backdrop: str = "",
    ) -> SharedText:
        """Add one of many short texts, such as the numbers of a table, that share kept pixels.

        `put` places the middle of its right (left) side.
        """
        options = {"looks": self._looks, "ha": ha, "va": "center", "backdrop": backdrop}
        return self._added(SharedText, text, size, color, bold, options)

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

    # -- what moves, and what rests ------------------------------------------------------------

    def moving(self, artist: AnyArtist) -> AnyArtist:
        """Mark ``artist`` as one that changes from frame to frame; later ones are drawn above."""
        artist.set_animated(True)
        self.live.append(artist)
        return artist

    def static(self, artist: AnyArtist) -> AnyArtist:
        """Mark ``artist`` as one that changes only when `invalidate` says so."""
        artist.set_animated(True)
        self.static_artists.append(artist)
        return artist

    def invalidate(self) -> None:
        """Let the next frame draw the resting artists anew."""
        self._invalidated = True

    def take_invalidated(self) -> bool:
        """Tell once whether the resting artists have changed."""
        woken, self._invalidated = self._invalidated, False
        return woken
