"""The mode for the projector: the figure alone, large, with a ring around the pointer."""

from typing import Any

from acttutor.shell.lessons.guide import Guide
from acttutor.shell.main_window import MainWindow

#: Radius and width of the ring in logical pixels.
RADIUS, WIDTH = 24, 4


class Presenter:
    """Folds everything away that an audience does not need.

    The keys of a presenter's remote (Page Up and Page Down) go through the lesson, or through the
    labs if there is none.

    Args:
        window: the main window.
        guide: the lesson that is going on.
    """

    def __init__(self, window: MainWindow, guide: Guide) -> None:
        self._window, self._guide = window, guide
        self.is_on = False
        self._halo: int | None = None
        canvas = window.host.widget
        # Also while a button is held. A binding for that alone would replace Matplotlib's own.
        canvas.bind("<Motion>", self._follow, add="+")
        canvas.bind("<Leave>", lambda _event: self._hide_halo(), add="+")

    def toggle(self) -> None:
        """Begin or end to present."""
        self.is_on = not self.is_on
        window = self._window
        window.root.attributes("-fullscreen", self.is_on)
        window.host.enlarged = self.is_on
        if not self.is_on:
            self._hide_halo()
        window.show_lab()
        window.root.update_idletasks()
        window.host.rescale()

    def turn(self, by: int) -> None:
        """Go to the next or previous step of the lesson, or lab."""
        window = self._window
        if self._guide.lesson is not None:
            self._guide.turn(by)
        elif self.is_on:
            labs = list(window.store.state.settings)
            index = labs.index(window.store.state.lab) + by
            if 0 <= index < len(labs):
                window.store.choose(labs[index])

    def _follow(self, event: Any) -> None:
        """Let the ring follow the pointer."""
        if not self.is_on:
            return
        canvas, px = self._window.host.widget, self._window.appearance.px
        radius = px(RADIUS)
        box = (event.x - radius, event.y - radius, event.x + radius, event.y + radius)
        if self._halo is None:
            color = self._window.appearance.theme.negative
            self._halo = canvas.create_oval(*box, outline=color, width=px(WIDTH))
        else:
            canvas.coords(self._halo, *box)

    def _hide_halo(self) -> None:
        if self._halo is not None:
            self._window.host.widget.delete(self._halo)
            self._halo = None
