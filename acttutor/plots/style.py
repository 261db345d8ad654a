"""Looks of every figure: colours by meaning, one type family, three sizes.

The colours are those of Okabe and Ito, "Color Universal Design" (2008), chosen to be told apart
by colour-blind eyes; the dark theme uses lighter tints of the same hues.
"""

from dataclasses import dataclass
from functools import cache

import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes

from acttutor.base.resources import asset
from acttutor.plots.text import formula_type

FONT_FAMILY = "Noto Sans JP"
#: Beginnings of the names of all type that figures use: ours, signs that it lacks, mathematics.
FAMILIES = (FONT_FAMILY, "DejaVu Sans", "STIX", "cm")

#: The three type sizes in points: tick labels, text, headings.
SMALL, BODY, HEADING = 8.0, 9.5, 11.0

#: Logical pixels per inch: a figure is laid out in these, whatever the scaling of the screen.
DPI = 96


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
        third: the third class.
        more_classes: the fourth to the tenth class.
        zero: the middle of the scale between negative and positive.
        good, warning, bad: verdicts; also the text colours on the washes below.
        wash_good, wash_warning, wash_bad, wash_dead: quiet backgrounds of regions.
        series: colours of several functions or runs in one picture.
        crowd: colours of up to six runs in one picture.
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
    series: tuple[str, ...]
    palette: tuple[str, ...]

    @property
    def classes(self) -> tuple[str, ...]:
        """The colours of up to ten classes; of two, the positive one comes first."""
        return (self.positive, self.negative, self.third, *self.more_classes)

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
    line="#b9c2cb",
    accent="#0b5cad",
    selected="#dbe9f6",
    f="#0072b2",
    df="#d55e00",
    point="#111417",
    positive="#0072b2",
    negative="#e69f00",
    third="#009e73",
    more_classes=("#c79bf5", "#8a1010", "#7a1fe8", "#f0321e", "#12126e", "#77d0f2", "#1a1a1a"),
    zero="#e8eaed",
    good="#00734f",
    warning="#8a5a00",
    bad="#b3261e",
    wash_good="#cfe8dc",
    wash_warning="#fdecc8",
    wash_bad="#f6d3c6",
    wash_dead="#edeff2",
    series=("#0072b2", "#009e73", "#cc79a7", "#e69f00"),
    palette=("#0072b2", "#d55e00", "#009e73", "#b5559b", "#b07a00", "#2f7f9e"),
)

DARK = Theme(
    name="dark",
    background="#171b21",
    surface="#10141a",
    text="#e9edf2",
    muted="#9fabb8",
    grid="#272e37",
    line="#4a5664",
    accent="#74bdf5",
    selected="#1f3346",
    f="#56b4e9",
    df="#ff8d4d",
    point="#ffffff",
    positive="#3f9fe0",
    negative="#e69f00",
    third="#2fbf97",
    more_classes=("#ffffff", "#d0207a", "#a8f000", "#a030ff", "#8a8010", "#c8c8ff", "#80f0c8"),
    zero="#2b323b",
    good="#4cc79a",
    warning="#f0b54a",
    bad="#ff8a75",
    wash_good="#17382d",
    wash_warning="#40341a",
    wash_bad="#4a2620",
    wash_dead="#20262e",
    series=("#56b4e9", "#2fbf97", "#e39ac4", "#f0b429"),
    palette=("#56b4e9", "#ff8d4d", "#2fbf97", "#e39ac4", "#f0b429", "#a9c7ff"),
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
    manager = font_manager.fontManager
    manager.ttflist = [entry for entry in manager.ttflist if entry.name.startswith(FAMILIES)]
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
    if grid:
        axes.grid(True, color=theme.grid, linewidth=0.8)
    axes.set_axisbelow(True)
