"""Finds what does not fit: cut texts, widgets outside their place, texts over one another."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text

from acttutor.base.state.fields import Number
from acttutor.plots.text.pieces import pieces_of
from acttutor.plots.text.quick import QuickText

#: Widgets whose text is cut if they are smaller than they ask for.
WORDED = {"TLabel", "TButton", "TRadiobutton", "TCheckbutton", "Toolbutton", "Label", "Button"}
#: A text marked so is meant to be written over others.
OVER = "over"
#: Nothing is written smaller than this, in logical pixels of the window.
LEAST = 9.0

_glyphs_of = MathTextParser("path").parse


def descendants(widget: Any) -> list[Any]:
    """Return all widgets below ``widget`` that are on the screen."""
    found = []
    for child in widget.winfo_children():
        if child.winfo_ismapped() and child.winfo_toplevel() is widget.winfo_toplevel():
            found += [child, *descendants(child)]
    return found


def named(widget: Any) -> str:
    """Return what a failing test calls ``widget``."""
    try:
        words = str(widget.cget("text"))
    except Exception:
        words = ""
    return f"{widget.winfo_class()} {words!r} {str(widget).rsplit('.', 2)[-2:]}"


class Box(NamedTuple):
    """A rectangle in pixels: thousands are compared, and those of Matplotlib take their time."""

    x0: float
    y0: float
    x1: float
    y1: float


def rectangle(widget: Any) -> Box:
    """Return the place of ``widget`` on the screen."""
    left, top = widget.winfo_rootx(), widget.winfo_rooty()
    return Box(left, top, left + widget.winfo_width(), top + widget.winfo_height())


def overlap(first: Box, second: Box, tolerance: float = 0.0) -> bool:
    """Tell whether two rectangles share more than ``tolerance`` in both directions."""
    width = min(first.x1, second.x1) - max(first.x0, second.x0)
    height = min(first.y1, second.y1) - max(first.y0, second.y0)
    return width > tolerance and height > tolerance


# -- widgets -----------------------------------------------------------------------------------


def misfits_of_widgets(root: Any, *scrolled: Any) -> list[str]:
    """Return a line for everything in the window that is cut, outside or over something else.

    Args:
        root: the window.
        scrolled: frames that may be higher than their places, because they scroll.
    """
    found = []
    for widget in descendants(root):
        found += _cut(widget) + _outside(root, widget, scrolled)
    for parent in (root, *descendants(root)):
        # What is placed instead of packed lies over the figure on purpose.
        children = [
            (child, rectangle(child))
            for child in parent.winfo_children()
            if child.winfo_ismapped()
            and child.winfo_toplevel() is root
            and child.winfo_manager() != "place"
        ]
        for (first, one), (second, other) in combinations(children, 2):
            if overlap(one, other):
                found.append(f"{named(first)} and {named(second)} overlap")
    return found


def _cut(widget: Any) -> list[str]:
    kind = widget.winfo_class()
    found = []
    if kind in WORDED:
        have = (widget.winfo_width(), widget.winfo_height())
        want = (widget.winfo_reqwidth(), widget.winfo_reqheight())
        if have[0] < want[0] or have[1] < want[1]:
            found.append(f"{named(widget)} is cut: wants {want}, has {have}")
    # What is only copied may be longer than its place.
    copied = kind == "TEntry" and widget.instate(["readonly"])
    if kind in ("TEntry", "TCombobox") and not copied and tuple(widget.xview()) != (0.0, 1.0):
        found.append(f"{named(widget)} shows only part of {widget.get()!r}")
    if kind == "TCombobox":
        room = text_room(widget)
        for option in widget.cget("values"):
            if font_of(widget).measure(option) > room:
                found.append(f"{named(widget)} cuts its option {option!r}")
    return found


def font_of(widget: Any) -> Any:
    """Return the font of an entry."""
    from tkinter import font as tkfont  # not needed for figures

    return tkfont.nametofont(str(widget.cget("font")), root=widget)


def text_room(widget: Any) -> int:
    """Return how many pixels wide the text of an entry or a combobox may be.

    Tk lays the inside of a widget out when it draws it: one that was never in sight cannot say.
    """
    asked_for = int(widget.cget("width")) * font_of(widget).measure("0")
    return int(widget.winfo_width() - (widget.winfo_reqwidth() - asked_for))


def misfits_of_numbers(controls: dict[str, Any]) -> list[str]:
    """Return a line for each entry in which the smallest or largest value would be cut."""
    found = []
    for name, control in controls.items():
        entry = getattr(control, "entry", None)
        if not isinstance(control.spec, Number) or entry is None or not entry.winfo_ismapped():
            continue
        for value in (control.spec.low, control.spec.high):
            words = control.spec.text(value)
            if font_of(entry).measure(words) > text_room(entry):
                found.append(f"{name} cuts {words!r}")
    return found


def _scrolls_across(frame: Any) -> bool:
    return hasattr(frame, "xview") and tuple(frame.xview()) != (0.0, 1.0)


def _outside(root: Any, widget: Any, scrolled: tuple[Any, ...]) -> list[str]:
    place = rectangle(widget)
    frames = [frame for frame in scrolled if str(widget).startswith(str(frame))]
    # What scrolls across as well may be wider than its place, too.
    inside, across = bool(frames), any(map(_scrolls_across, frames))
    found = []
    for outer in {root, widget.nametowidget(widget.winfo_parent())}:
        around = rectangle(outer)
        wide = across or (place.x0 >= around.x0 and place.x1 <= around.x1)
        high = place.y0 >= around.y0 and place.y1 <= around.y1
        if not wide or not (high or inside):
            found.append(f"{named(widget)} leaves {named(outer)}: {place} in {around}")
    return found


# -- the figure --------------------------------------------------------------------------------


def visible_texts(artist: Artist) -> list[Text]:
    """Return all texts that are drawn with ``artist``."""
    if not artist.get_visible():
        return []
    if isinstance(artist, Axis):
        labels = [artist.label, artist.offsetText]
        for tick in artist._update_ticks():
            labels += [tick.label1, tick.label2]
        return [label for label in labels if label.get_visible() and label.get_text()]
    found = [artist] if isinstance(artist, Text) and artist.get_text().strip() else []
    off = getattr(artist, "axison", True) is False
    for child in artist.get_children():
        if not (off and isinstance(child, Axis)):
            found += visible_texts(child)
    return found


def misfits_of_figure(figure: Any) -> list[str]:
    """Return a line for each text that leaves the figure or lies over another one."""
    renderer = figure.canvas.get_renderer()
    scale = figure.dpi / 96
    texts = [text for text in visible_texts(figure) if text.get_gid() != OVER]
    boxes = []
    for text in texts:
        box = text.get_window_extent(renderer)
        axes = text.axes
        if text.get_clip_on() and axes is not None and not axes.bbox.overlaps(box):
            continue
        boxes.append((text.get_text(), Box(*box.extents.tolist())))
    found = []
    whole = figure.bbox.padded(1.0)
    for words, box in boxes:
        if box.x0 < whole.x0 or box.y0 < whole.y0 or box.x1 > whole.x1 or box.y1 > whole.y1:
            found.append(f"{words!r} leaves the figure: {box}")
    for (first, one), (second, other) in combinations(boxes, 2):
        # Boxes have room for accents and descenders, which most texts do not use.
        if overlap(one, other, tolerance=2.5 * scale):
            found.append(f"{first!r} and {second!r} overlap")
    return found


# -- type --------------------------------------------------------------------------------------


def sizes_in(text: Text) -> Iterator[float]:
    """Return the sizes in points of all glyphs of a text."""
    size = text.get_fontsize()
    words = text.get_text()
    pieces = [(words, 1.0)]
    if isinstance(text, QuickText) and "\n" not in words and text.get_rotation() == 0:
        pieces = [(piece.source, piece.size) for piece in pieces_of(words)]
    for source, share in pieces:
        yield size * share
        if text.get_parse_math() and source.count("$") > 1:
            properties = text.get_fontproperties().copy()
            properties.set_size(size * share)
            yield from (glyph[1] for glyph in _glyphs_of(source, 72, properties)[3])


def too_small(figure: Any, least: float = LEAST) -> list[str]:
    """Return a line for each text of which something is smaller than ``least`` pixels."""
    sizes = {
        text.get_text(): min(sizes_in(text)) * figure.dpi / 72 for text in visible_texts(figure)
    }
    return [
        f"{words!r} has type of {size:.1f} pixels" for words, size in sizes.items() if size < least
    ]
