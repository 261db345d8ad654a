"""The hidden layers of a network: more, fewer, and how many units each has."""

import tkinter
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, ClassVar

import ttkbootstrap as ttk

from acttutor.widgets.controls.base import Control
from acttutor.widgets.group import make_group


class LayersControl(Control):
    """A row for the number of layers, and one for each layer.

    A lab derives its own and says what is allowed; its settings have ``layers``.
    """

    #: The largest and the smallest number of layers.
    most: ClassVar[int]
    least: ClassVar[int] = 0
    #: The numbers of units that a layer can have, and that of a new one.
    widths: ClassVar[Sequence[int]]
    first: ClassVar[int]

    def build(self) -> None:
        px = self.context.px
        self._frame = ttk.Frame(self.master)
        self._frame.grid(row=self.row, column=0, columnspan=3, sticky="ew", pady=px(3))
        head = ttk.Frame(self._frame)
        head.pack(fill="x", pady=px(2))
        self.label = ttk.Label(head, text=self.context.label("layers"))
        self.label.pack(side="left")
        self.more = self._button(head, "plus-lg", self._add_layer, "more_layers")
        self.more.pack(side="right")
        self.fewer = self._button(head, "dash-lg", self._remove_layer, "fewer_layers")
        self.fewer.pack(side="right", padx=px(4))
        self.rows: list[dict[str, Any]] = []
        for number in range(self.most):
            self.rows.append(self._row(number))
        pairs = ((row["fewer"], row["more"]) for row in self.rows)
        make_group([self.fewer, self.more, *chain(*pairs)], lambda: None, choosing=False)
        self.add(self._frame)

    def _button(
        self, master: tkinter.Misc, icon: str, command: Callable[[], None], name: str
    ) -> ttk.Button:
        button = ttk.Button(
            master, icon=icon, icon_size=12, icon_only=True, command=command, bootstyle="outline"
        )
        self.context.tip(button, name)
        return button

    def _row(self, number: int) -> dict[str, Any]:
        px = self.context.px
        frame = ttk.Frame(self._frame)
        words = self.context.texts(f"{self.context.lab}.layers.row", number=number + 1)
        ttk.Label(frame, text=words, style="Muted.TLabel").pack(side="left", padx=(px(12), 0))
        more = self._button(frame, "plus-lg", lambda: self._add_unit(number, 1), "more_units")
        more.pack(side="right")
        count = ttk.Label(frame, width=3, anchor="center")
        count.pack(side="right")
        fewer = self._button(frame, "dash-lg", lambda: self._add_unit(number, -1), "fewer_units")
        fewer.pack(side="right")
        return {"frame": frame, "more": more, "fewer": fewer, "count": count}

    def _layers(self) -> tuple[int, ...]:
        layers = self.context.value("layers")
        assert isinstance(layers, tuple)
        return layers

    def _add_layer(self) -> None:
        self.context.change(layers=(*self._layers(), self.first)[: self.most])

    def _remove_layer(self) -> None:
        self.context.change(layers=self._layers()[:-1])

    def _add_unit(self, number: int, more: int) -> None:
        layers = list(self._layers())
        now = layers[number]
        further = [width for width in self.widths if (width - now) * more > 0]
        if further:
            layers[number] = min(further) if more > 0 else max(further)
            self.context.change(layers=tuple(layers))

    def refresh(self, settings: Any) -> None:
        layers: tuple[int, ...] = settings.layers
        self._enable(self.more, len(layers) < self.most)
        self._enable(self.fewer, len(layers) > self.least)
        for number, row in enumerate(self.rows):
            if number >= len(layers):
                row["frame"].pack_forget()
                continue
            if not row["frame"].winfo_manager():
                row["frame"].pack(fill="x", pady=self.context.px(2))
            row["count"].configure(text=str(layers[number]))
            self._enable(row["more"], layers[number] < self.widths[-1])
            self._enable(row["fewer"], layers[number] > self.widths[0])

    def _enable(self, button: ttk.Button, enabled: bool) -> None:
        button.state(["!disabled" if enabled and not self.locked else "disabled"])
