"""The fonts that come with the program."""

import importlib.util
from pathlib import Path

from acttutor.base.resources import asset
from acttutor.system.fonts import register_fonts


def font_files() -> list[Path]:
    """Return the fonts of the program: our own, and one with the signs that it lacks.

    Subscripts such as x₁ are not in our font; Matplotlib brings one that has them.
    """
    files = sorted(asset("fonts").glob("*.ttf"))
    matplotlib = importlib.util.find_spec("matplotlib")
    for folder in (matplotlib.submodule_search_locations if matplotlib else None) or []:
        files += Path(folder, "mpl-data", "fonts", "ttf").glob("DejaVuSans.ttf")
    return files


def make_fonts_known() -> None:
    """Let Tk find the fonts of the program."""
    try:
        import _tkinter  # noqa: F401 - see `register_fonts`
    except ImportError:  # the window will say so
        return
    register_fonts(font_files())
