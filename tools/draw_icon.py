"""Draw the icon of the program: a sigmoid and its derivative on a white rounded square.

    python tools/draw_icon.py       writes assets/icons/acttutor*.png and acttutor.ico

Drawn at each size by itself, so that the small ones get thicker lines and stay readable.
"""

from io import BytesIO
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from PIL import Image

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256)
BLUE, VERMILION, EDGE, AXIS = "#0072B2", "#D55E00", "#C9D2DC", "#DDE3EA"
OVERSAMPLING = 4


def draw(size: int) -> Image.Image:
    """Return the icon, ``size`` pixels wide and high."""
    pixels = size * OVERSAMPLING
    figure = Figure(figsize=(1, 1), dpi=pixels)
    figure.patch.set_alpha(0)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.axis("off")
    point = 72 / pixels  # one pixel of the drawing, in points
    small = size <= 32
    axes.add_patch(
        FancyBboxPatch(
            (0.04, 0.04),
            0.92,
            0.92,
            boxstyle="round,pad=0,rounding_size=0.2",
            facecolor="white",
            edgecolor=EDGE,
            linewidth=point * pixels * (0.03 if small else 0.016),
        )
    )
    width = point * pixels * (0.1 if small else 0.062)
    x = np.linspace(0.14, 0.86, 400)
    z = (x - 0.5) / 0.36 * 6
    sigmoid = 1 / (1 + np.exp(-z))
    if not small:
        axes.plot([0.14, 0.86], [0.21, 0.21], color=AXIS, lw=width * 0.3, solid_capstyle="round")
    line = {"lw": width, "solid_capstyle": "round", "solid_joinstyle": "round"}
    # The derivative is drawn higher than true, or it would be a ripple.
    axes.plot(x, 0.21 + 0.58 * 3.4 * sigmoid * (1 - sigmoid), color=VERMILION, **line)
    # A white rim lifts the sigmoid off its derivative where they cross.
    axes.plot(x[90:], 0.21 + 0.58 * sigmoid[90:], color="white", **{**line, "lw": width * 1.5})
    axes.plot(x, 0.21 + 0.58 * sigmoid, color=BLUE, **line)
    buffer = BytesIO()
    canvas.print_png(buffer)
    return Image.open(buffer).convert("RGBA").resize((size, size), Image.Resampling.LANCZOS)


def main() -> None:
    """Write all sizes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    images = [draw(size) for size in SIZES]
    for image in images:
        if image.width in (16, 32, 64, 256):
            image.save(FOLDER / f"acttutor-{image.width}.png", optimize=True)
    images[-1].save(
        FOLDER / "acttutor.ico", append_images=images[:-1], sizes=[(s, s) for s in SIZES]
    )


if __name__ == "__main__":
    main()
