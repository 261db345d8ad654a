"""One of several ids, as a drop-down list of their names."""

from typing import Any

import ttkbootstrap as ttk

from acttutor.base.state.fields import Choice
from acttutor.widgets.controls.base import Control


class ChoiceControl(Control):
    """Label and drop-down list of a `Choice`."""

    spec: Choice

    def build(self) -> None:
        px = self.context.px
        self.add_label()
        self._names = [self.context.option(self.name, option) for option in self.spec.options]
        # All are seen at once: Tk would show ten and hide the first ones when a late one is chosen.
        self.box = ttk.Combobox(
            self.master,
            values=self._names,
            state="readonly",
            width=8,
            height=len(self._names),
        )
        self.box.grid(
            row=self.row, column=1, columnspan=2, sticky="ew", padx=(px(8), 0), pady=px(3)
        )
        self.box.bind("<<ComboboxSelected>>", self._on_selected)
        self.add(self.box)

    def _on_selected(self, _event: Any) -> None:
        self.box.selection_clear()
        self.change(self.spec.options[self.box.current()])

    def refresh(self, settings: Any) -> None:
        index = self.spec.options.index(getattr(settings, self.name))
        if self.box.current() != index:
            self.box.current(index)
