"""Printed in grey, what colours tell apart is told apart by dashes, shapes, widths or lightness."""

import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pytest
from covering import covering
from eyes import distance, lab
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from scene import Scene

from acttutor.labs.registry import LABS

#: What is compared in one picture, beside the showcases: a lab, its settings, and steps.
COMPARED: list[tuple[str, dict[str, object], int]] = [
    ("activations", {"others": ("relu", "tanh", "gelu"), "view": "overlaid"}, 0),
    ("activations", {"others": ("relu", "tanh", "gelu"), "view": "stacked"}, 0),
    ("descent", {"compare": "mixed"}, 4),
    ("descent2d", {"view": "map"}, 6),
    ("digits", {"view": "judge"}, 2),
    ("gan", {}, 12),
    ("gradients", {"activation": "relu"}, 2),
    ("maxout", {"pieces": 5}, 3),
    ("maxout", {"units": "two"}, 3),
    ("network", {"validation_share": 20}, 5),
    ("network", {"mode": "race"}, 3),
    ("network", {"view": "judge"}, 3),
    ("network", {"pinned": (1.0, 2.0)}, 3),
    ("perceptron", {"data": "xor"}, 6),
]
#: Of the first page nothing is compared: it is sketches.
CASES = [
    (lab, dict(LABS[lab].showcase[0]), min(LABS[lab].showcase[1], 12))
    for lab in LABS
    if lab != "overview"
]
#: Colours further apart than this mean different things; greys nearer than this look the same.
UNLIKE, ALIKE = 20.0, 8.0
#: Widths that differ by this factor can be told apart.
WIDER = 1.4


class Mark(NamedTuple):
    """How a series is drawn; a straight line, such as a tangent, is no curve."""

    color: str
    dashes: str
    shape: str
    is_straight: bool
    width: float


def marks(axes: Axes) -> Iterator[Mark]:
    """Yield how each series in axes is drawn: its line, its points, or both."""
    for line in axes.get_lines():
        count = len(line.get_xdata())
        if not line.get_visible() or not count:
            continue
        has_line = line.get_linestyle() not in ("None", "none", "") and line.get_linewidth()
        shape = str(line.get_marker())
        color = line.get_color() if has_line else line.get_markerfacecolor()
        dashes = str(line._unscaled_dash_pattern[1]) if has_line else "none"
        width = line.get_linewidth() if has_line else line.get_markersize()
        # A single point says by its place which curve it is on.
        if has_line or count > 1:
            yield Mark(to_hex(color), dashes, shape, count == 2, float(width))
    for collection in axes.collections:
        if collection.get_visible():
            yield from collected(collection)


def collected(collection: Any) -> Iterator[Mark]:
    """Yield how each line or point of a collection is drawn."""
    if isinstance(collection, LineCollection):
        looks = [collection.get_colors(), collection.get_linestyles(), collection.get_linewidths()]
        for k, segment in enumerate(collection.get_segments()):
            color, (_, dashes), width = (look[k % len(look)] for look in looks)
            yield Mark(to_hex(color), str(dashes), "none", len(segment) == 2, float(width))
    elif isinstance(collection, PathCollection):
        shape = str(sorted({hash(path.vertices.tobytes()) for path in collection.get_paths()}))
        colors, counts = np.unique(collection.get_facecolors(), axis=0, return_counts=True)
        for color, count in zip(colors, counts, strict=True):
            if count > 1:
                yield Mark(to_hex(color), "none", shape, False, 0.0)


def merged(axes: Axes) -> list[tuple[Mark, Mark]]:
    """Return what can be told apart in axes by colour alone."""
    found = []
    for first, second in itertools.combinations(dict.fromkeys(marks(axes)), 2):
        widths = sorted((first.width, second.width))
        same = first[1:4] == second[1:4] and widths[1] < WIDER * max(widths[0], 1e-6)
        grey = abs(lab(first.color)[0] - lab(second.color)[0])
        if same and grey < ALIKE and distance(first.color, second.color) > UNLIKE:
            found.append((first, second))
    return found


@pytest.mark.parametrize(
    ("shown", "theme"), covering([*CASES, *COMPARED], ["light", "dark"], strength=1)
)
def test_no_two_series_are_told_apart_by_colour_alone(
    shown: tuple[str, dict[str, object], int], theme: str
) -> None:
    lab_id, settings, steps = shown
    scene = Scene(lab_id, theme=theme, drawn=False, **settings)
    for _ in range(steps):
        scene.run.step()
    scene.figure.update()
    seen = [axes for axes in scene.figure.figure.axes if axes.get_visible()]
    assert [pair for axes in seen for pair in merged(axes)] == []


def test_the_measure_finds_what_grey_merges_and_passes_what_dashes_part() -> None:
    axes = Figure().add_subplot()
    blue, red = "#0072b2", "#a83d50"
    lines = [Line2D([0, 1, 2], [0, 1, 3], color=color, lw=1.5) for color in (blue, red)]
    for line in lines:
        axes.add_line(line)
    assert len(merged(axes)) == 1
    lines[1].set_linestyle("--")
    assert merged(axes) == []
