"""Looks of every figure: colours by meaning, one type family, three sizes.

The hues are those of Okabe and Ito, "Color Universal Design" (2008), chosen to be told apart by
colour-blind eyes; how light each is lets it stand out from the background, and keeps it apart from
the others where hues look alike. The dark theme uses lighter tints of the same hues.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any, TypeAlias

import matplotlib
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb

from acttutor.base.resources import asset
from acttutor.plots.text import formula_type

#: How an artist looks, in Matplotlib's words: it gives most of them no types.
Looks: TypeAlias = dict[str, Any]

FONT_FAMILY = "Noto Sans JP"
#: Beginnings of the names of all type that figures use: ours, signs that it lacks, mathematics.
FAMILIES = (FONT_FAMILY, "DejaVu Sans", "STIX", "cm")

#: The three type sizes in points: tick labels, text, headings.
SMALL, BODY, HEADING = 8.0, 9.5, 11.0

#: Logical pixels per inch: a figure is laid out in these, whatever the scaling of the screen.
DPI = 96


#: The least contrast of text with what it stands on (WCAG 2.2, 1.4.3).
READABLE = 4.5
#: Curves in one picture differ in their dashes as well as in their colours.
DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (5.0, 1.8),
    (1.6, 1.4),
    (8.0, 1.8, 1.6, 1.8),
    (2.8, 1.4),
    (8.0, 1.6, 1.6, 1.6, 1.6, 1.6),
)
#: Points of up to ten classes differ in their shapes as well as in their colours.
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p", "h", "*")


def contrast(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2), 1 … 21."""
    rgb = np.array([first, second])
    light = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    low, high = sorted(light @ (0.2126, 0.7152, 0.0722) + 0.05)
    return float(high / low)


@dataclass(frozen=True)
class Theme:
    """Colours by meaning.

    Args:
        name: ``"light"`` or ``"dark"``.
        background: of figures and panels.
        surface: of the rail and of quiet boxes.
        text, muted: of main and secondary text.
        grid, line: of grid lines, and of axes and borders.
        accent, selected: what can be operated, and the wash behind what is chosen.
        f, df: a function and its derivative.
        point: the current point.
        positive, negative: the two classes and the signs of weights.
        negative_area: the negative class on maps, where a boundary and points stand out from it.
        third: the third class.
        more_classes: the fourth to the tenth class.
        zero: the middle of the scale between negative and positive.
        good, warning, bad: verdicts; also the text colours on the washes below.
        wash_good, wash_warning, wash_bad, wash_dead: quiet backgrounds of regions.
        palette: colours of up to six runs in one picture; `DASHES` tells them apart as well.
    """

    name: str
    background: str
    surface: str
    text: str
    muted: str
    grid: str
    line: str
    accent: str
    selected: str
    f: str
    df: str
    point: str
    positive: str
    negative: str
    negative_area: str
    third: str
    more_classes: tuple[str, ...]
    zero: str
    good: str
    warning: str
    bad: str
    wash_good: str
    wash_warning: str
    wash_bad: str
    wash_dead: str
    palette: tuple[str, ...]

    @property
    def classes(self) -> tuple[str, ...]:
        """The colours of up to ten classes; of two, the positive one comes first."""
        return (self.positive, self.negative, self.third, *self.more_classes)

    @property
    def series(self) -> tuple[str, ...]:
        """The colours of up to four functions or parts in one picture."""
        return tuple(self.palette[index] for index in (0, 2, 3, 4))

    @cache  # noqa: B019 (there are two themes)
    def ink(self, color: str) -> str:
        """Return ``color`` as it is written: as near to it as can be read on all quiet grounds."""
        start, end = np.array(to_rgb(color)), np.array(to_rgb(self.text))
        mixed = (start + share * (end - start) for share in np.linspace(0, 1, 21))
        washes = (self.wash_good, self.wash_warning, self.wash_bad, self.wash_dead)
        grounds = [to_rgb(each) for each in (self.background, self.surface, self.selected, *washes)]
        return next(
            str(to_hex(ink))
            for ink in mixed
            if min(contrast(ink, ground) for ground in grounds) >= READABLE
        )

    @property
    def is_dark(self) -> bool:
        """Whether text is light on dark."""
        return self.name == "dark"


LIGHT = Theme(
    name="light",
    background="#ffffff",
    surface="#f3f5f8",
    text="#1b2530",
    muted="#5f6b78",
    grid="#e8ebee",
    line="#838e99",
    accent="#0b5cad",
    selected="#dbe9f6",
    f="#0072b2",
    df="#bf4b00",
    point="#111417",
    positive="#0072b2",
    negative="#d27a00",
    negative_area="#e69f00",
    third="#00492b",
    more_classes=("#9e6eff", "#87460b", "#6124ea", "#ff5b5b", "#3b005b", "#966c88", "#07151b"),
    zero="#e8eaed",
    good="#00734f",
    warning="#8a5a00",
    bad="#9e0d2c",
    wash_good="#cfe8dc",
    wash_warning="#fdecc8",
    wash_bad="#f6d3c6",
    wash_dead="#edeff2",
    palette=("#0072b2", "#a83d00", "#02a86f", "#bb4f86", "#bb8300", "#40312a"),
)

DARK = Theme(
    name="dark",
    background="#171b21",
    surface="#10141a",
    text="#e9edf2",
    muted="#9fabb8",
    grid="#272e37",
    line="#707c89",
    accent="#74bdf5",
    selected="#1f3346",
    f="#56b4e9",
    df="#ff8d4d",
    point="#ffffff",
    positive="#3e91d5",
    negative="#e39e16",
    negative_area="#e39e16",
    third="#93e0b2",
    more_classes=("#ffdbff", "#cd2670", "#d3ff01", "#a030ff", "#7a7100", "#989bb5", "#00ff87"),
    zero="#2b323b",
    good="#3dc7a8",
    warning="#f0b549",
    bad="#ff8a6d",
    wash_good="#17382d",
    wash_warning="#40341a",
    wash_bad="#4a2620",
    wash_dead="#20262e",
    palette=("#56b4e9", "#ff8d4d", "#4ceeb5", "#d182aa", "#f0c227", "#ffffff"),
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


@cache
def install_fonts() -> None:
    """Make the bundled font the one of all figures, and mathematics look like a textbook's."""
    for weight in ("Regular", "Bold"):
        path = asset("fonts", f"NotoSansJP-{weight}.ttf")
        if path.exists():
            font_manager.fontManager.addfont(str(path))
    # Figures use nothing else; for each new size of type Matplotlib would look through all fonts
    # of the machine, and some have a thousand.
    manager: Any = font_manager.fontManager
    manager.ttflist = [entry for entry in manager.ttflist if entry.name.startswith(FAMILIES)]
    # Each text asks several times which files its type is in; the answer stays the same.
    find = partial(font_manager.FontManager._find_fonts_by_props, manager)
    manager._find_fonts_by_props = lru_cache(256)(find)
    formula_type.install()
    matplotlib.rcParams.update(
        {
            "font.family": [FONT_FAMILY, "DejaVu Sans"],
            "font.size": BODY,
            "mathtext.fontset": "stix",
            "axes.unicode_minus": True,
            # Dashes flow along lines of many widths; their rhythm is the same for all.
            "lines.scale_dashes": False,
            # A path with more points than pixels is thinned before it is drawn.
            "path.simplify_threshold": 0.5,
        }
    )


def _spare_measuring(axis: Any) -> None:
    """Let an axis measure its numbers only if there is something to place beside them.

    Matplotlib measures them twice at each full draw, a third of its time, for a name of the axis
    and a power of ten that most axes do not have.
    """
    measure, put_name = axis._get_ticklabel_bboxes, axis._update_label_position

    def boxes(ticks: Any, renderer: Any) -> Any:
        needed = axis.label.get_text() or axis.major.formatter.get_offset()
        return measure(ticks, renderer) if needed else ([], [])

    def place(renderer: Any) -> None:
        if axis.label.get_text():
            put_name(renderer)

    axis._get_ticklabel_bboxes, axis._update_label_position = boxes, place


def dress(axes: Axes, theme: Theme, grid: bool = True) -> None:
    """Give an axes the house style: light grid, no box, quiet ticks."""
    axes.set_facecolor("none")
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(theme.line)
        spine.set_linewidth(0.8)
    axes.tick_params(
        colors=theme.muted, labelsize=SMALL, length=0, pad=4, which="both", labelfontfamily=None
    )
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set(color=theme.text, size=HEADING)
        _spare_measuring(axis)
    if grid:
        axes.grid(True, color=theme.grid, linewidth=0.8)
    axes.set_axisbelow(True)
