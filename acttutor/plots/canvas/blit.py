"""The blitting layer: a full draw is kept, and only what moves is drawn over it.

A full draw of a window takes tens of milliseconds, putting a kept picture back takes one. So
everything that moves is marked *animated* (Matplotlib then leaves it out of a full draw) and is
drawn over the kept picture, sixty times a second if need be.

What changes only now and then (curves that follow a slider while a probe moves over them) can rest:
it is drawn into a second kept picture, which is made anew only when it is said to have changed.
While that happens in every frame (a slider is dragged), nothing is kept: copying the picture would
take longer than drawing over it.

A window gets only what is unlike the frame before.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Bbox

from acttutor.plots.canvas.changed_boxes import changed_boxes
from acttutor.plots.text.glyphs import forget_glyphs

#: Draws and frames after which the glyphs of their formulas are forgotten; not the first draw,
#: for which the window waits.
DRAWS_KEPT, FRAMES_KEPT = 8, 200


class BlitLayer:
    """Keeps the picture of the last full draw and puts the moving artists over it.

    Args:
        canvas: an Agg canvas, with a window (it then has ``blit``) or without.
    """

    def __init__(self, canvas: FigureCanvasAgg) -> None:
        self.canvas = canvas
        self.artists: Sequence[Artist] = ()
        self.static: Sequence[Artist] = ()
        self.full_draws = 0
        self._frames = 0
        self._base: object = None
        #: The base with what rests; ``None`` while it is not kept.
        self._background: Any = None
        self._was_woken = False
        #: Width, height and resolution of the base.
        self._size: tuple[float, ...] = ()
        self._has_window = hasattr(canvas, "blit")
        #: What the window shows.
        self._shown: npt.NDArray[np.uint32] = np.zeros((0, 0), dtype=np.uint32)
        self.listen(canvas)

    def listen(self, canvas: FigureCanvasBase) -> None:
        """Hear of the draws of a canvas with its present figure, which is what tells of them."""
        # The picture is stale after every full draw (resize, theme, limits), whoever asked for it.
        canvas.mpl_connect("draw_event", self._on_draw)

    def _on_draw(self, _event: object) -> None:
        self.full_draws += 1
        self._size = self._present_size()
        self._base = self.canvas.copy_from_bbox(self.canvas.figure.bbox)
        self._background = self._base
        if self.static:
            self._draw(self.static)
            self._background = self.canvas.copy_from_bbox(self.canvas.figure.bbox)
        self._draw(self.artists)
        if self._has_window:  # it is handed all of it now
            self._shown = self._pixels().copy()
        if self.full_draws % DRAWS_KEPT == 0:
            forget_glyphs()

    def _present_size(self) -> tuple[float, ...]:
        return *self.canvas.get_width_height(), self.canvas.figure.dpi

    def _draw(self, artists: Sequence[Artist]) -> None:
        renderer = self.canvas.get_renderer()
        for artist in artists:
            # What is in axes that are hidden is hidden with them, as in a full draw.
            if artist.get_visible() and (artist.axes is None or artist.axes.get_visible()):
                artist.draw(renderer)

    def _put_back(self, woken: bool) -> None:
        """Put back the kept picture, with what rests as it is now."""
        if not woken and self._background is not None:
            self._was_woken = False
            self.canvas.restore_region(self._background)
            return
        self.canvas.restore_region(self._base)
        self._draw(self.static)
        self._background = None
        # What was woken once may well rest again; what is woken again and again does not.
        if not (woken and self._was_woken):
            self._background = self.canvas.copy_from_bbox(self.canvas.figure.bbox)
        self._was_woken = woken

    def _pixels(self) -> npt.NDArray[np.uint32]:
        """Return the picture with one number for each pixel, first row on top."""
        return np.asarray(self.canvas.buffer_rgba()).view(np.uint32)[..., 0]

    def _hand_over(self) -> None:
        """Hand the window what has changed."""
        pixels, canvas = self._pixels(), self.canvas
        height = len(pixels)
        for left, top, right, bottom in changed_boxes(self._shown, pixels):
            canvas.blit(Bbox.from_extents(left, height - bottom, right, height - top))
            self._shown[top:bottom, left:right] = pixels[top:bottom, left:right]

    def paint(self, full: bool = False, woken: bool = False) -> None:
        """Show the present state of the moving artists.

        Args:
            full: draw everything anew.
            woken: draw the resting artists anew as well.
        """
        # Matplotlib draws a figure of another size as soon as Tk is idle. That can be long after
        # the next frame of an animation, whose moving parts would lie beside the kept picture.
        if full or self._size != self._present_size():
            self.canvas.draw()
            return
        self._put_back(woken and bool(self.static))
        self._draw(self.artists)
        if self._has_window:
            self._hand_over()
        self._frames += 1
        if self._frames % FRAMES_KEPT == 0:
            forget_glyphs()
