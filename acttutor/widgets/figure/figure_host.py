"""The place of the figure in the window: one Matplotlib canvas for all labs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ttkbootstrap as ttk
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends import _backend_tk
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_tkagg import FigureCanvasTkAgg
from matplotlib.figure import Figure
from matplotlib.transforms import BboxBase

from acttutor.base.task import Task
from acttutor.plots.canvas.blit import BlitLayer
from acttutor.plots.lab_figure import AnyFigure
from acttutor.plots.scale import figure_scale
from acttutor.plots.style import DPI
from acttutor.widgets.figure.figure_keys import FigureKeys

CURSORS = {"": "", "hand": "hand2", "move": "fleur", "cross": "crosshair"}
#: Where the bytes of a colour lie in a pixel; the place after the last byte says that none of them
#: is an opacity. Tk would blend every pixel otherwise and look through the whole picture after each
#: box, which takes as long again as copying it.
OPAQUE = (0, 1, 2, 4)
#: Tag of the frame around a part of the figure.
MARK = "mark"
#: How far it stands off what it frames, on the sides where an axis has its numbers and elsewhere,
#: in logical pixels.
BEYOND_NUMBERS, OFF = (38.0, 22.0), 6.0
#: Tells what lies over the figure that its parts have moved.
RELAID = "<<FigureRelaid>>"


class Canvas(FigureCanvasTkAgg):
    """A canvas whose full draws can be put off."""

    #: Whether they are.
    waits = False
    #: Whether the figure has changed, or its room, since it was laid out and brought up to date.
    stale = True

    def draw(self) -> None:
        # Matplotlib also asks for it by itself, of a figure whose parts may have no places yet.
        if self.waits:
            self.stale = True
        elif not self.stale:
            super().draw()

    def blit(self, bbox: BboxBase | None = None) -> None:
        """Hand a box of the picture to the window, or all of it."""
        canvas: Any = self
        _backend_tk.blit(canvas._tkphoto, canvas.renderer.buffer_rgba(), OPAQUE, bbox)


class FigureHost(ttk.Frame):
    """Shows the figure of one lab at a time, paints it by blitting, passes the pointer on.

    Args:
        master: the window.
    """

    def __init__(self, master: Any) -> None:
        super().__init__(master)
        self.canvas = Canvas(Figure(dpi=DPI), master=self)
        self.layer = BlitLayer(self.canvas)
        self.lab_figure: AnyFigure | None = None
        #: What a button of the pointer was pressed on.
        self._pressed: AnyFigure | None = None
        self._marked = ("", "")
        #: Whether figures are enlarged to be read from far away.
        self.enlarged = False
        self.frames = 0
        #: Whether a mouse button is held down in the figure.
        self.held = False
        #: Called after it has been let go.
        self.on_let_go: Callable[[], None] = lambda: None
        self.widget = self.canvas.get_tk_widget()
        self.widget.pack(fill="both", expand=True)
        self.widget.bind("<Map>", self._on_map, add="+")
        self._is_covered = False
        self.widget.bind("<Visibility>", self._on_visibility, add="+")
        # A click on the figure takes the focus from an entry, which then accepts its text.
        self.widget.bind("<Button-1>", lambda _event: self.widget.focus_set(), add="+")
        self._listen(self.canvas)
        self.keyboard = FigureKeys(self)

    @property
    def figure(self) -> Figure:
        """What Matplotlib draws."""
        return self.canvas.figure

    def _listen(self, canvas: FigureCanvasBase) -> None:
        """Hear what happens on the canvas while it has the figure that it has now."""
        # Matplotlib prints what goes wrong in its callbacks; ours has to reach the program.
        canvas.callbacks.exception_handler = self._on_error
        connect: Any = canvas.mpl_connect
        connect("resize_event", self._on_resize)
        for name in ("button_press", "motion_notify", "button_release", "scroll", "key_press"):
            connect(f"{name}_event", self._on_pointer)
        connect("figure_leave_event", self._on_pointer)
        self.layer.listen(canvas)

    def show(self, make: Callable[[Figure], AnyFigure]) -> None:
        """Replace the figure by the one that ``make(figure)`` builds."""
        self._put(Figure(dpi=DPI))
        self._listen(self.canvas)
        self.bring_back(make(self.figure))
        self.show_anew()

    def preparing(self, make: Callable[[Figure], AnyFigure]) -> Task[AnyFigure]:
        """Build a figure for `bring_back`, and draw it unseen: the first time is the slow one."""
        figure: Any = Figure(dpi=DPI)
        self._match(figure)
        canvas = FigureCanvasAgg(figure)
        lab_figure = make(figure)
        yield None
        lab_figure.relayout()
        lab_figure.update()
        yield None
        canvas.draw()
        yield None
        for artist in (*lab_figure.static_artists, *lab_figure.live):
            artist.draw(canvas.get_renderer())
        self._listen(canvas)
        return lab_figure

    def bring_back(self, lab_figure: AnyFigure) -> None:
        """Have one that was built before; `show_anew` shows it, with what is new there."""
        if lab_figure.figure is not self.figure:
            self._put(lab_figure.figure)
        self.widget.configure(cursor="", background=lab_figure.theme.background)
        self.lab_figure = lab_figure
        self.layer.artists = lab_figure.live
        self.layer.static = lab_figure.static_artists

    def _put(self, figure: Any) -> None:
        """Have the canvas draw another figure."""
        self.lab_figure = self._pressed = None
        self.layer.artists = self.layer.static = ()
        self._match(figure)
        self.canvas.figure = figure
        figure.set_canvas(self.canvas)
        self.canvas.stale = True

    def _match(self, figure: Any) -> None:
        """Make a figure as large and as fine as the present one."""
        figure._set_dpi(self.figure.dpi, forward=False)
        figure.set_size_inches(self.figure.get_size_inches(), forward=False)

    def show_anew(self) -> None:
        """Lay out and draw everything in the figure that is there."""
        if self.lab_figure is not None and self._seen():
            self.lab_figure.relayout()
            self.lab_figure.update()
        # Otherwise it is laid out when it gets its size.
        self._paint(full=True)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Put drawing off to the end of a block: what changes there is laid out and drawn once."""
        if self.canvas.waits:
            yield
            return
        self.canvas.waits = True
        try:
            yield
            # The parts of the window take their places, and the figure what they leave it.
            self.update_idletasks()
        finally:
            self.canvas.waits = False
            if self.canvas.stale and self.widget.winfo_viewable():
                self._on_resize(None)
                self._paint(full=True)

    @property
    def drawn_figure(self) -> AnyFigure | None:
        """The figure if it is drawn as it is now; until then its parts may have no places."""
        return None if self.canvas.stale else self.lab_figure

    def _seen(self) -> bool:
        """Whether what is drawn now will be seen."""
        viewable = bool(self.widget.winfo_viewable()) and not self._is_covered
        return viewable and not self.canvas.waits

    def mark(self, name: str, color: str) -> None:
        """Draw a frame around a part of the figure, see `AnyFigure.part`; none for ``""``."""
        self.widget.delete(MARK)
        self._marked = (name, color)
        shown = self.lab_figure
        axes = shown.part(name) if shown is not None and name else None
        if shown is None or axes is None:
            return
        box, height = axes.bbox, self.figure.bbox.height
        left, low, off = (size * shown.scale for size in (*BEYOND_NUMBERS, OFF))
        corners = (
            max(box.x0 - left, 2), height - box.y1 - off,
            box.x1 + off, min(height - box.y0 + low, height - 2),
        )  # fmt: skip
        self.widget.create_rectangle(*corners, outline=color, width=3, dash=(6, 4), tags=MARK)

    def rescale(self) -> None:
        """Follow a changed ``tk scaling`` (zoom)."""
        # Matplotlib reads the scaling when its canvas is mapped.
        self.widget.event_generate("<Map>")

    def refresh(self) -> None:
        """Push the present data into the figure and show it at once."""
        if self.lab_figure is None:
            return
        if self.canvas.stale:
            self.show_anew()
        elif self._seen():
            self._paint(full=self.lab_figure.update())
        else:
            # It is brought up to date when it is seen.
            self.canvas.stale = True

    def _fit(self) -> None:
        """Draw at the scale that suits the room."""
        width, height = self.widget.winfo_width(), self.widget.winfo_height()
        if width < 2 or height < 2:  # not on the screen yet
            return
        natural = self.canvas.device_pixel_ratio
        dpi = DPI * natural * figure_scale(width / natural, height / natural, self.enlarged)
        figure: Any = self.figure
        if abs(figure.dpi - dpi) > 1e-6:
            figure._set_dpi(dpi, forward=False)
            figure.set_size_inches(width / dpi, height / dpi, forward=False)

    def _paint(self, full: bool) -> None:
        # A hidden canvas would render as well; it waits until it is seen.
        if not self._seen():
            self.canvas.stale = True
            return
        woken = self.lab_figure is not None and self.lab_figure.take_invalidated()
        full, self.canvas.stale = full or self.canvas.stale, False
        self.layer.paint(full=full, woken=woken)
        self.frames += 1
        if self.keyboard.active:
            self.keyboard.show()

    def _on_map(self, _event: Any) -> None:
        if self.canvas.stale and self.lab_figure is not None and not self._is_covered:
            self._on_resize(None)
            # Together with the draw that Matplotlib asks for when the canvas gets its size.
            self.canvas.draw_idle()

    def _on_visibility(self, event: Any) -> None:
        """Draw nothing under other windows; what has changed meanwhile follows when it is seen."""
        self._is_covered = str(event.state) == "VisibilityFullyObscured"
        if self.canvas.stale and self.lab_figure is not None and self._seen():
            self._on_resize(None)
            self._paint(full=True)

    def _on_resize(self, _event: Any) -> None:
        self._fit()
        # Before it is seen, a canvas passes through sizes that nobody sees either.
        self.canvas.stale = self.lab_figure is None or not self._seen()
        if self.lab_figure is not None and not self.canvas.stale:
            self.lab_figure.relayout()
            self.lab_figure.update()
            self.mark(*self._marked)
            for child in self.widget.winfo_children():
                child.event_generate(RELAID)
            # Matplotlib asks for a full draw itself, as soon as Tk is idle.

    def _on_pointer(self, event: Any) -> None:
        figure = self.drawn_figure
        if event.name == "button_press_event":
            self.held, self._pressed = True, figure
        elif event.name == "button_release_event":
            # What was taken hold of is let go, although something may cover it by now.
            figure, self._pressed = self._pressed or figure, None
        if figure is not None:
            self._pass_on(figure, event)
        if event.name == "button_release_event":
            self.held = False
            self.on_let_go()

    def _pass_on(self, figure: AnyFigure, event: Any) -> None:
        answers: dict[str, Callable[[Any], bool]] = {
            "button_press_event": figure.on_press,
            "motion_notify_event": figure.on_move,
            "button_release_event": figure.on_release,
            "figure_leave_event": figure.on_leave,
            "scroll_event": figure.on_scroll,
            "key_press_event": figure.on_key,
        }
        if answers[event.name](event):
            self.refresh()
        if event.name == "motion_notify_event" and figure is self.lab_figure:
            cursor = CURSORS[figure.cursor(event)]
            if self.widget.cget("cursor") != cursor:
                self.widget.configure(cursor=cursor)

    def _on_error(self, error: Exception) -> None:
        root: Any = self.winfo_toplevel()
        root.report_callback_exception(type(error), error, error.__traceback__)
