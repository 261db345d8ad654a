"""What the pictures of all labs have in common."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from matplotlib.axes import Axes
from matplotlib.backend_bases import KeyEvent, LocationEvent, MouseEvent
from matplotlib.figure import Figure

from acttutor.base.language.texts import Texts
from acttutor.base.state.run import AnyRun
from acttutor.plots.drawing import Drawing
from acttutor.plots.handles import Handle
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import Theme

R = TypeVar("R", bound=AnyRun)


class Change(Protocol):
    """Puts changed settings into the store; a ``ValueError`` names one that there is not."""

    def __call__(self, **changes: object) -> None:
        """Change settings by their names."""


def unanswered(*details: object) -> None:
    """Stand for a request that nobody answers, because there is no window."""


class LabFigure(Drawing, Generic[R]):
    """The picture of one lab: built once, then only fed with data.

    A lab derives its own from ``LabFigure[Run]``, and its parts take a ``LabFigure[Run]``, so that
    everything they read from the run is checked.

    A subclass builds its artists in ``build``, places its axes in ``layout`` and pushes the data
    of the run into the artists in ``update``. It answers the pointer in ``on_press``,
    ``on_move``, ``on_release``, ``on_leave`` and ``on_scroll``, and keys in ``on_key``: it asks
    for changed settings with ``change(name=value)`` and for another update soon with
    ``request_frame``, and returns ``True`` if the picture has to be painted again although no
    setting changed. What the pointer can take hold of or click, it names in ``handles`` for the
    keyboard.

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
        printed: whether it is for print or a file: then it speaks of its subject alone.
    """

    #: Whether the window is in front; a figure that moves for its own sake rests otherwise.
    watched = True
    #: Whether its parts have places: not before it is seen for the first time.
    has_places = False
    #: Whether answers are typed into it: then nothing is in view until an arrow asks for it.
    is_typed_in = False

    def __init__(
        self,
        figure: Figure,
        run: R,
        texts: Texts,
        theme: Theme,
        change: Change = lambda **changes: None,
        request_frame: Callable[[float], None] = unanswered,
        printed: bool = False,
    ) -> None:
        super().__init__(figure, texts, theme)
        self.printed = printed
        self.run = run
        self.change = change
        self._request_frame = request_frame
        self.build()

    @classmethod
    def for_run(cls, run: R) -> type["LabFigure[R]"]:
        """Return the class whose picture suits the run; a lab may have more than one."""
        return cls

    def suits(self, run: R) -> bool:
        """Whether this picture can show a run of the lab; if not, another one is built."""
        return True

    def take_up(self, run: R) -> bool:
        """Show another run of the lab from the next update on; ``False`` if it does not suit it."""
        if not self.suits(run):
            return False
        if self.has_places:
            # What the pointer was over is not there any more.
            self.on_leave(None)
        self.run = run
        self.subject += 1
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

    def handles(self) -> Sequence[Handle]:
        """Return what can be taken hold of or clicked, in the order in which it is read.

        All that the pointer can change is here, too, so that nothing needs a mouse.
        """
        return ()

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

    def around(self, axes: Axes, x: float, y: float, size: float = 14.0) -> Rect:
        """Return the place around a data point, for a `Handle` that stands there."""
        px, py = axes.transData.transform((x, y))
        top = float(self.figure.bbox.height) - py
        return Rect.around(px / self.scale, top / self.scale, size, size)

    def place_of(self, axes: Axes) -> Rect:
        """Return the rectangle of axes."""
        box, scale = axes.bbox, self.scale
        top = float(self.figure.bbox.height) - box.y1
        return Rect(box.x0 / scale, top / scale, box.width / scale, box.height / scale)

    def relayout(self) -> None:
        """Place everything anew for the present size."""
        whole = self.whole()
        self.layout(whole.width, whole.height)
        self.has_places = True

    def request_frame(self, delay_ms: float = 0.0) -> None:
        """Ask for another update soon, or after some time: a view is still on its way."""
        self._request_frame(delay_ms)


#: The picture of whatever lab, for what treats all labs alike.
AnyFigure: TypeAlias = LabFigure[Any]
