"""A section of a panel: a heading that folds what stands under it, and what is folded."""

from collections.abc import Callable
from typing import Any, Protocol

import ttkbootstrap as ttk

from acttutor.widgets.appearance import HEADING_PADDING
from acttutor.widgets.context import AnyContext, attach_tip

#: What a heading is pressed with while it has the keyboard.
KEYS = ("<space>", "<Return>")
#: What the looks of a flat button add to its padding, in device pixels.
EDGES = 3
#: Size of the sign beside the words.
CHEVRON = 10


class Folds:
    """Which sections of which labs are folded; panels come and go, this stays."""

    def __init__(self) -> None:
        #: What somebody has folded or opened; the others are as they begin.
        self._left: dict[tuple[str, str], bool] = {}
        #: Called after every change.
        self.on_change: Callable[[], object] = lambda: None

    def has(self, lab: str, key: str, begins: bool = False) -> bool:
        """Tell whether a section is folded, as it was left or as it begins."""
        return self._left.get((lab, key), begins)

    def put(self, lab: str, key: str, folded: bool) -> None:
        """Have a section folded, or open."""
        if self._left.get((lab, key)) != folded:
            self._left[lab, key] = folded
            self.on_change()

    def plain(self) -> dict[str, dict[str, bool]]:
        """Return as plain data which sections of each lab were left folded, and which open."""
        found: dict[str, dict[str, bool]] = {}
        for (lab, key), folded in sorted(self._left.items()):
            found.setdefault(lab, {})[key] = folded
        return found

    def read(self, data: object) -> None:
        """Go on with what `plain` returned once; whatever cannot be used is left out."""
        for lab, left in data.items() if isinstance(data, dict) else ():
            for key, folded in left.items() if isinstance(left, dict) else ():
                if isinstance(lab, str) and isinstance(key, str) and isinstance(folded, bool):
                    self._left[lab, key] = folded


class HasSections(Protocol):
    """A panel, as its sections see it."""

    scrolled: Any

    def tidy(self) -> None:
        """Show what is to be shown."""


class Section:
    """A heading, and a frame with the columns label, control and value.

    Args:
        panel: what it is a part of.
        context: texts and looks of the lab.
        key: its name in the texts.
        folds: what is folded.
        row: its row in the panel; it takes this and the next.
        begins_folded: tells whether it is folded as long as nobody has folded or opened it.
    """

    def __init__(
        self,
        panel: HasSections,
        context: AnyContext,
        key: str,
        folds: Folds,
        row: int,
        begins_folded: Callable[[], bool],
    ) -> None:
        px = context.px
        self._panel, self._folds, self._place = panel, folds, (context.lab, key)
        self._begins_folded = begins_folded
        self.words = context.text(f"sections.{key}")
        self.heading = ttk.Button(
            panel.scrolled,
            text=self.words,
            icon="chevron-down",
            icon_size=CHEVRON,
            compound="right",
            style="Section.Toolbutton",
            command=self._toggle,
        )
        attach_tip(self.heading, context.texts("common.fold.tip"), context.appearance)
        self.heading.grid(row=row, column=0, sticky="ew", pady=(px(6), 0))
        self.body = ttk.Frame(panel.scrolled)
        self.body.columnconfigure(1, weight=1)
        self.body.grid(row=row + 1, column=0, sticky="ew", padx=(inset(px), 0))
        self._looked_folded = False

    @property
    def is_folded(self) -> bool:
        """Whether only the heading is shown."""
        begins = self._begins_folded() and (self._looked_folded or not self._is_in_use())
        return self._folds.has(*self._place, begins)

    def _is_in_use(self) -> bool:
        """Tell whether the pointer is here: then nothing may fold under it by itself."""
        body = self.body
        below = body.winfo_containing(*body.winfo_pointerxy()) if body.winfo_viewable() else None
        return below is not None and (below is body or self.holds(below))

    def fold(self, folded: bool) -> None:
        """Show only the heading, or everything."""
        focus = str(self.body.tk.call("focus"))
        if folded and focus.startswith(f"{self.body}."):
            # Nobody types where nothing is seen.
            self.heading.focus_set()
        self._folds.put(*self._place, folded)
        self._panel.tidy()

    def _toggle(self) -> None:
        self.fold(not self.is_folded)

    def holds(self, widget: Any) -> bool:
        """Tell whether a widget stands under the heading."""
        return str(widget).startswith(f"{self.body}.")

    def seen(self) -> tuple[bool, str]:
        """Return what is another one whenever `arrange` has something to do."""
        return self.is_folded, str(self.body.tk.call("grid", "slaves", self.body))

    def arrange(self) -> None:
        """Show heading and controls as they should be; no heading stands over nothing."""
        folded = self.is_folded
        says_something = any(_says_something(widget) for widget in self.body.grid_slaves())
        show_in_grid(self.heading, says_something)
        show_in_grid(self.body, says_something and not folded)
        if folded != self._looked_folded:
            self._looked_folded = folded
            self.heading.configure(icon="chevron-right" if folded else "chevron-down")


def inset(px: Callable[[float], int]) -> int:
    """Return how far words stand from the edge of a heading, in device pixels."""
    return px(HEADING_PADDING) + EDGES


def label_width(body: Any) -> int:
    """Return the width of the labels in the first column of a frame, in device pixels."""
    places = [(widget, widget.grid_info()) for widget in body.grid_slaves()]
    widths = (
        widget.winfo_reqwidth()
        for widget, place in places
        if place["column"] == 0 and place["columnspan"] == 1
    )
    return max(widths, default=0)


def show_in_grid(widget: Any, shown: bool) -> None:
    """Show a widget in its place in the grid, or take it away; what is so already costs little."""
    if shown == bool(widget.winfo_manager()):
        return
    if shown:
        widget.grid()
    else:
        widget.grid_remove()


def _says_something(widget: Any) -> bool:
    return widget.winfo_class() != "TLabel" or bool(widget.cget("text"))
