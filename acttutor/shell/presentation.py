"""The stage for a projector: figure and lesson alone, large; a spotlight, a pen, a black screen."""

import tkinter

from acttutor.shell.frame.stage_bar import StageBar
from acttutor.shell.lessons.guide import Guide
from acttutor.shell.main_window import MainWindow

#: Radius and width of the spotlight, and width of the pen, in logical pixels.
RADIUS, WIDTH, PEN = 32, 5, 4
#: What Tk reports while Shift, or a button of the mouse, is held.
SHIFT, BUTTONS = 0x1, 0x1F00
#: Tag of what was drawn on the figure.
DRAWN = "drawn"


class Presenter:
    """Folds everything away that an audience does not need, and brings it back.

    The keys of a presenter's remote (Page Up and Page Down) go through the lesson, or through the
    labs if there is none; B makes the screen black. While Shift is held, the pointer draws.

    Args:
        window: the main window.
        guide: the lesson that is going on.
    """

    def __init__(self, window: MainWindow, guide: Guide) -> None:
        self._window, self._guide = window, guide
        self.is_on = False
        self.bar: StageBar | None = None
        self.curtain: tkinter.Frame | None = None
        self._spotlight: tuple[int, ...] = ()
        self._stroke: int | None = None
        canvas = window.host.widget
        # Also while a button is held. A binding for that alone would replace Matplotlib's own.
        canvas.bind("<Motion>", self._follow, add="+")
        canvas.bind("<Leave>", lambda _event: self._hide_spotlight(), add="+")

    def toggle(self) -> None:
        """Begin or end to present."""
        self.is_on = not self.is_on
        window = self._window
        window.root.attributes("-fullscreen", self.is_on)
        window.host.enlarged = self.is_on
        if not self.is_on:
            self._hide_spotlight()
            self._raise_curtain()
        window.show_lab()
        window.root.update_idletasks()
        window.host.rescale()

    def turn(self, by: int) -> None:
        """Go to the next or previous step of the lesson, or lab; never away from an exam."""
        window = self._window
        if window.view.run.in_progress:
            return
        if self._guide.lesson is not None:
            self._guide.turn(by)
        elif self.is_on:
            labs = list(window.store.state.settings)
            index = labs.index(window.store.state.lab) + by
            if 0 <= index < len(labs):
                window.store.choose(labs[index])

    def decorate(self) -> None:
        """Put the bar of the stage into a window that was built anew."""
        self.erase()
        if self.bar is not None:
            self.bar.destroy()
            self.bar = None
        if self.is_on:
            window, guide = self._window, self._guide
            self.bar = StageBar(window, self.turn, guide.lesson, guide.index)
            self.bar.grid(row=5, column=0, columnspan=5, sticky="ew")
        if self.curtain is not None:
            self.curtain.lift()

    # -- the black screen ----------------------------------------------------------------------

    def darken(self) -> None:
        """Make the screen black, or show everything again."""
        if self.curtain is not None:
            self._raise_curtain()
        elif self.is_on:
            self.curtain = tkinter.Frame(self._window.root, background="black", cursor="none")
            self.curtain.place(relwidth=1, relheight=1)
            self.curtain.bind("<Button-1>", lambda _event: self._raise_curtain())

    def _raise_curtain(self) -> None:
        if self.curtain is not None:
            self.curtain.destroy()
            self.curtain = None

    # -- spotlight and pen ---------------------------------------------------------------------

    def _follow(self, event: "tkinter.Event[tkinter.Misc]") -> None:
        """Let the spotlight follow the pointer, and the pen if it is down."""
        if not self.is_on:
            return
        canvas, px = self._window.host.widget, self._window.appearance.px
        theme = self._window.appearance.theme
        if not self._spotlight:
            # A dark ring within a light one is seen on any ground.
            colors = ((theme.background, WIDTH + 4), (theme.negative, WIDTH))
            self._spotlight = tuple(
                canvas.create_oval(0, 0, 1, 1, outline=color, width=px(width))
                for color, width in colors
            )
        radius = px(RADIUS)
        box = (event.x - radius, event.y - radius, event.x + radius, event.y + radius)
        for ring in self._spotlight:
            canvas.coords(ring, *box)
        self._draw(event)

    def _draw(self, event: "tkinter.Event[tkinter.Misc]") -> None:
        if not int(event.state) & SHIFT or int(event.state) & BUTTONS:
            self._stroke = None
            return
        canvas, appearance = self._window.host.widget, self._window.appearance
        if self._stroke is None:
            self._stroke = canvas.create_line(
                event.x,
                event.y,
                event.x,
                event.y,
                capstyle="round",
                joinstyle="round",
                tags=DRAWN,
                fill=appearance.theme.bad,
                width=appearance.px(PEN),
            )
        else:
            canvas.insert(self._stroke, "end", (event.x, event.y))

    def erase(self) -> None:
        """Take away what was drawn."""
        self._window.host.widget.delete(DRAWN)
        self._stroke = None

    def _hide_spotlight(self) -> None:
        self._stroke = None
        for ring in self._spotlight:
            self._window.host.widget.delete(ring)
        self._spotlight = ()
