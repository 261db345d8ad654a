"""What all controls share: a label, a tooltip, and a setting in the store."""

from collections.abc import Callable
from typing import Any

import ttkbootstrap as ttk

from acttutor.base.state.fields import spec_of
from acttutor.widgets.context import AnyContext
from acttutor.widgets.section import show_in_grid


class Control:
    """A row of the panel that shows one setting and changes it.

    The control holds no truth: what the user does goes to the store, and `refresh` shows what
    the store made of it.

    Args:
        master: a frame with three grid columns: label, control, value.
        row: its row in the grid.
        context: store, texts and looks of the lab.
        name: name of the setting.
    """

    def __init__(self, master: ttk.Frame, row: int, context: AnyContext, name: str) -> None:
        self.master = master
        self.row = row
        self.context = context
        self.name = name
        self.spec: Any = spec_of(context.settings, name)
        self.widgets: list[Any] = []
        #: Whether someone took the control away for now, whatever the settings say.
        self.hidden = False
        #: Whether nobody can change the value for now.
        self.locked = False
        self.label: ttk.Label | None = None
        #: Whether it is being dragged, and what is called when it is let go.
        self.held = False
        self.on_let_go: Callable[[], None] = lambda: None
        self.build()

    def build(self) -> None:
        """Create the widgets."""
        raise NotImplementedError

    def refresh(self, settings: Any) -> None:
        """Show the value in ``settings``."""
        raise NotImplementedError

    def change(self, value: Any) -> None:
        """Ask the store for another value."""
        self.context.change(**{self.name: value})

    def show(self, shown: bool) -> None:
        """Show or hide the whole row, keeping its place."""
        for widget in self.widgets:
            show_in_grid(widget, shown and not self.hidden)

    @property
    def is_offered(self) -> bool:
        """Whether the present settings leave anything to control, hidden or not."""
        return self.hidden or any(widget.winfo_manager() for widget in self.widgets)

    def hide(self) -> None:
        """Take the control away until the panel is built anew."""
        self.hidden = True
        self.show(False)

    def lock(self) -> None:
        """Show the value but let nobody change it."""
        self.locked = True
        for widget in self.widgets:
            _disable(widget, self.label)

    def mark(self, marked: bool = True) -> None:
        """Lead the eye to the control, or no longer."""
        if self.label is not None:
            self.label.configure(style="Marked.TLabel" if marked else "TLabel")

    def add_label(self, column_span: int = 1) -> ttk.Label:
        """Put the label into the first column."""
        label = ttk.Label(self.master, text=self.context.label(self.name))
        label.grid(
            row=self.row, column=0, columnspan=column_span, sticky="w", pady=self.context.px(3)
        )
        self.add(label)
        self.label = label
        return label

    def add(self, widget: Any) -> None:
        """Remember a widget of this row and give it the tooltip of the setting."""
        self.widgets.append(widget)
        self.context.tip(widget, self.name)


def _disable(widget: Any, label: Any) -> None:
    """Disable a widget and all that is in it but the label, whether it is one of ttk or of Tk."""
    if widget is label:
        return
    options = widget.keys()
    if hasattr(widget, "instate"):
        widget.state(["disabled"])
    elif "state" in options:
        widget.configure(state="disabled")
    for child in widget.winfo_children():
        _disable(child, label)
