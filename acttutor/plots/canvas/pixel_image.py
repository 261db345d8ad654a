"""Pictures written straight into the renderer, pixel by pixel.

Matplotlib's ``imshow`` resamples and colours an image at every draw, which takes longer than
training the network that it shows. Here the pixels come at their final size.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.transforms import Affine2D

from acttutor.core.arrays import Array

#: Pixels for each unit of a vector format, where a unit is a point.
FINE = 3
#: How Agg copies pixels; making this anew takes as long as copying a short text.
_PLAIN = GraphicsContextBase()


class PixelImage(Artist):
    """RGBA pixels at a place in a figure, their first row on top.

    Args:
        place: axes that the image fills, or ``None`` for a rectangle set by `set_place`.
    """

    def __init__(self, place: Axes | None = None) -> None:
        super().__init__()
        self._axes_filled = place
        self._rectangle = (0, 0)
        self._pixels: npt.NDArray[np.uint8] = np.zeros((1, 1, 4), dtype=np.uint8)

    def pixel_size(self) -> tuple[int, int]:
        """Return columns and rows that fill the axes; more of them for a vector format."""
        assert self._axes_filled is not None
        box, figure = self._axes_filled.bbox, self._axes_filled.get_figure(root=True)
        fine = FINE if getattr(figure, "is_vector", False) else 1
        return max(round(fine * box.width), 1), max(round(fine * box.height), 1)

    def set_place(self, left: float, bottom: float) -> None:
        """Put the lower left corner at a point in device pixels from the lower left corner."""
        self._rectangle = (round(left), round(bottom))

    def set_pixels(self, pixels: npt.NDArray[np.uint8]) -> None:
        """Show ``pixels`` of shape (rows, columns, 4)."""
        # The renderer counts rows from below.
        self._pixels = np.ascontiguousarray(pixels[::-1])

    def get_pixels(self) -> npt.NDArray[np.uint8]:
        """Return what is shown, the first row on top."""
        return self._pixels[::-1]

    @allow_rasterization  # type: ignore[untyped-decorator]
    def draw(self, renderer: RendererBase) -> None:
        """Write the pixels."""
        if not self.get_visible():
            return
        left, bottom = self._rectangle
        if self._axes_filled is not None:
            box = self._axes_filled.bbox
            left, bottom = round(box.x0), round(box.y0)
        if self._axes_filled is not None and renderer.option_scale_image():
            context = renderer.new_gc()
            spread = Affine2D().scale(box.width, box.height)
            renderer.draw_image(context, left, bottom, self._pixels, spread)
            context.restore()
        else:
            write_pixels(renderer, left, bottom, self._pixels)


def write_pixels(
    renderer: RendererBase, left: int, bottom: int, pixels: npt.NDArray[np.uint8]
) -> None:
    """Write pixels of shape (rows, columns, 4), the lowest row first, at a place of the picture."""
    is_agg = type(renderer) is RendererAgg
    context = _PLAIN if is_agg else renderer.new_gc()
    renderer.draw_image(context, left, bottom, pixels)
    if not is_agg:
        context.restore()


def bilinear(values: npt.NDArray[np.floating], rows: int, columns: int) -> Array:
    """Return ``values`` (…, r, c), given at the corners of a grid, at (…, rows, columns) points."""
    wide = values @ _weights(values.shape[-1], columns).T
    # Each row lies between two; mixing these is faster than a second product.
    lower, share = _between(values.shape[-2], rows)
    fine = np.diff(wide, axis=-2).take(lower, axis=-2)
    fine *= share[:, None]
    fine += wide.take(lower, axis=-2)
    return fine


@lru_cache(16)
def _between(points: int, wanted: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
    """Return after which of the ``points`` each place lies, and how far on the way to the next."""
    position = np.linspace(0, points - 1, wanted)
    lower = np.minimum(position.astype(int), points - 2)
    return lower, (position - lower).astype(np.float32)


@lru_cache(16)
def _weights(points: int, wanted: int) -> npt.NDArray[np.float32]:
    """Return the matrix (wanted, points) of linear interpolation."""
    lower, share = _between(points, wanted)
    matrix = np.zeros((wanted, points), dtype=np.float32)
    matrix[np.arange(wanted), lower] = 1 - share
    matrix[np.arange(wanted), lower + 1] += share
    return matrix
