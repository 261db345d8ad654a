"""Text that is set once and then only copied.

Setting a line of Japanese takes Matplotlib about a millisecond, a formula ten. A text that moves
with a curve, or stays while other things move, looks the same from frame to frame; so its pixels
are kept, and drawing it again means copying them.
"""

from collections import OrderedDict
from collections.abc import Hashable
from math import isfinite
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from matplotlib.artist import allow_rasterization
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform

from acttutor.plots.canvas.pixel_image import write_pixels

#: A point in device pixels.
Spot: TypeAlias = tuple[float, float]
#: Pixels, their first row lowest, and where they go relative to the anchor.
Kept: TypeAlias = tuple[npt.NDArray[np.uint8], float, float]

#: Looks kept for each text: enough for a readout that swings between a few values.
KEPT = 24
_MARGIN = 2
#: What is kept, by what it looks like.
KeptLooks: TypeAlias = OrderedDict[Hashable, Kept]


class CachedText(Text):
    """A `matplotlib.text.Text` that keeps the pixels of its latest looks.

    Only on a plain Agg renderer; anywhere else (SVG, PDF) it draws like any other text.
    """

    #: How many looks are kept.
    kept = KEPT

    def __init__(self, *args: Any, **options: Any) -> None:
        # Clipping to an axes would clip the kept pixels, wherever they were set.
        super().__init__(*args, **{"clip_on": False, **options})
        self._looks: KeptLooks = OrderedDict()
        #: What was drawn last, and for which resolution.
        self._latest: tuple[Kept, float] | None = None

    def get_window_extent(
        self, renderer: RendererBase | None = None, dpi: float | None = None
    ) -> Bbox:
        """Return the box of the text in pixels, as it is drawn now.

        Without a renderer, Matplotlib would measure with that of the last draw, whose resolution
        may be another one.
        """
        figure: Any = self.get_figure(root=True)
        box: Bbox = super().get_window_extent(renderer or figure._get_renderer(), dpi)
        return box

    def _look(self, renderer: RendererAgg) -> Hashable:
        patch = self.get_bbox_patch()
        box = (patch.get_facecolor(), patch.get_edgecolor()) if patch is not None else None
        return (
            self.get_text(),
            self.get_color(),
            self.get_alpha(),
            self.get_fontproperties(),
            self.get_horizontalalignment(),
            self.get_verticalalignment(),
            self.get_rotation(),
            self._linespacing,  # type: ignore[attr-defined]
            box,
            renderer.dpi,
        )

    @allow_rasterization  # type: ignore[untyped-decorator]
    def draw(self, renderer: RendererBase) -> None:
        """Copy the kept pixels, or set the text if it looks different from before."""
        if type(renderer) is not RendererAgg or not self.get_visible() or not self.get_text():
            self._draw_anew(renderer)
            return
        x, y = self._anchor()
        if isfinite(x) and isfinite(y):
            pixels, dx, dy = self._pixels(renderer, (x, y))
            write_pixels(renderer, round(x + dx), round(y + dy), pixels)

    def _draw_anew(self, renderer: RendererBase) -> None:
        """Draw as any text does."""
        super().draw(renderer)

    def _anchor(self) -> Spot:
        """Return the place in device pixels; most places are given in them."""
        transform = self.get_transform()
        if isinstance(transform, IdentityTransform):
            return self.get_position()
        x, y = transform.transform(self.get_unitless_position())
        return float(x), float(y)

    def _pixels(self, renderer: RendererAgg, anchor: Spot) -> Kept:
        """Return the pixels of the present look, from memory if it was seen lately."""
        # Whatever is set of a text makes it stale; what its box looks like does not.
        latest = None if self.stale or self.get_bbox_patch() is not None else self._latest
        if latest is not None and latest[1] == renderer.dpi:
            return latest[0]
        look = self._look(renderer)
        kept = self._looks.get(look)
        if kept is None:
            kept = self._looks[look] = self._render(renderer, anchor)
            if len(self._looks) > self.kept:
                self._looks.popitem(last=False)
        else:
            self._looks.move_to_end(look)
        self._latest = kept, renderer.dpi
        self.stale = False
        return kept

    def _render(self, renderer: RendererAgg, anchor: Spot) -> Kept:
        """Return the pixels, first row lowest, and where they go relative to the anchor."""
        box = self.get_window_extent(renderer)
        patch = self.get_bbox_patch()
        self.update_bbox_position_size(renderer)
        if patch is not None:
            box = box.union([box, patch.get_window_extent(renderer)])
        left, bottom = np.floor(np.asarray(box.min)) - _MARGIN
        width, height = np.ceil(np.asarray(box.max) - (left, bottom)).astype(int) + _MARGIN
        canvas = RendererAgg(int(width), int(height), renderer.dpi)
        transform, position = self.get_transform(), self.get_position()
        try:
            self.set_transform(IdentityTransform())
            self.set_position((anchor[0] - left, anchor[1] - bottom))
            super().draw(canvas)
        finally:
            self.set_transform(transform)
            self.set_position(position)
        pixels = np.array(canvas.buffer_rgba())[::-1].copy()
        return pixels, left - anchor[0], bottom - anchor[1]
