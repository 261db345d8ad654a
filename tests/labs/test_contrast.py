"""What is drawn stands out: texts by 4.5 to 1, lines and marks by 3 to 1 (WCAG 2.2), everywhere."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from covering import covering
from eyes import contrast
from fit import visible_texts
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from scene import Scene

from acttutor.labs.registry import LABS

#: Steps of the showcase that are made, at most.
MOST_STEPS = 40


def ground_of(text: Any, picture: Any) -> str:
    """Return the colour that a text stands on: the most frequent one in its box."""
    box = text.get_window_extent()
    height, width, _ = picture.shape
    left, right = (int(np.clip(x, 0, width)) for x in (box.x0 - 1, box.x1 + 2))
    low, high = (int(np.clip(y, 0, height)) for y in (box.y0 - 1, box.y1 + 2))
    pixels = picture[height - high : height - low, left:right].reshape(-1, 3)
    if not len(pixels):
        return ""
    colors, counts = np.unique(pixels, axis=0, return_counts=True)
    return str(to_hex(colors[counts.argmax()] / 255))


def lines_of(scene: Scene) -> Iterator[tuple[str, Line2D]]:
    """Yield the visible lines and marks that are not grids or halos, with their colours."""
    theme = scene.figure.theme
    quiet = {theme.grid, theme.background, theme.selected, theme.wash_dead, theme.zero}
    for line in scene.figure.figure.findobj(Line2D):
        shown = line.get_visible() and line.axes is not None and line.axes.get_visible()
        if not shown or not len(line.get_xdata()):
            continue
        if line.get_linestyle() not in ("None", "none") and line.get_linewidth():
            color = to_hex(line.get_color())
            if color not in quiet:
                yield color, line


@pytest.mark.parametrize(("lab", "theme"), covering(list(LABS), ["light", "dark"], strength=1))
def test_everything_drawn_can_be_read_and_seen(lab: str, theme: str) -> None:
    settings, steps = LABS[lab].showcase
    scene = Scene(lab, theme=theme, drawn=False, **settings)
    for _ in range(min(steps, MOST_STEPS)):
        scene.run.step()
    scene.paint(full=True)
    picture = scene.picture()
    faint = {}
    for text in visible_texts(scene.figure.figure):
        ground = ground_of(text, picture)
        if ground and contrast(text.get_color(), ground) < 4.5:
            faint[text.get_text()] = (to_hex(text.get_color()), ground)
    for color, line in lines_of(scene):
        if contrast(color, scene.figure.theme.background) < 3.0:
            faint[str(line)] = (color, scene.figure.theme.background)
    assert faint == {}
