"""A number: a slider for the hand, an entry for the exact value."""

import math
import tkinter
from functools import partial
from typing import Any

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.base.numbers.numerals import figured
from acttutor.base.numbers.typed import typed_number
from acttutor.base.numbers.unchecked import real
from acttutor.base.state.fields import Number, Settings
from acttutor.widgets.appearance import RING
from acttutor.widgets.controls.base import Control

#: Positions of a logarithmic slider.
LOG_STOPS = 240


class NumberControl(Control):
    """Label, slider and entry of a `Number`."""

    spec: Number

    def build(self) -> None:
        px = self.context.px
        self.add_label()
        self._last: float | None = None
        self._text = tkinter.StringVar(self.master)
        self.entry = ttk.Entry(self.master, textvariable=self._text, width=6, justify="right")
        self.entry.grid(row=self.row, column=2, sticky="e", pady=px(3))
        self.entry.bind("<Return>", self._on_entry)
        self.entry.bind("<KP_Enter>", self._on_entry)
        self.entry.bind("<FocusOut>", self._on_entry)
        self.entry.bind("<Escape>", self._on_escape)
        self.add(self.entry)
        self._position = tkinter.DoubleVar(self.master)
        if not self.spec.slider:
            return
        self.ring = ttk.Frame(self.master, style="Ring.TFrame", padding=px(RING))
        self.ring.grid(row=self.row, column=1, sticky="ew", padx=(px(8), px(8)), pady=px(3))
        self.scale = ttk.Scale(
            self.ring,
            from_=0,
            to=self._stops(),
            variable=self._position,
            command=self._on_scale,
            length=px(60),
        )
        self.scale.pack(fill="x", expand=True)
        self.scale.bind("<FocusIn>", lambda _event: self.ring.state(["focus"]), add="+")
        self.scale.bind("<FocusOut>", lambda _event: self.ring.state(["!focus"]), add="+")
        self.scale.bind("<ButtonPress-1>", lambda _event: self._hold(True), add="+")
        self.scale.bind("<ButtonRelease-1>", lambda _event: self._hold(False), add="+")
        for keys, steps in ((("<Left>", "<Down>"), -1), (("<Right>", "<Up>"), 1)):
            for key in keys:
                self.scale.bind(key, partial(self._nudge, steps))
        # Tab comes to the slider first: it stands before the entry.
        self.entry.lift()
        self.add(self.ring)
        self.context.tip(self.scale, self.name)

    def _hold(self, held: bool) -> None:
        self.held = held
        if not held:
            self.on_let_go()

    @property
    def value(self) -> float:
        """The present value."""
        return real(self.context.value(self.name))

    def _stops(self) -> float:
        """Return the number of positions of the slider: stops, steps or thousandths."""
        if self.spec.values:
            return len(self.spec.values) - 1
        if self.spec.log:
            return LOG_STOPS
        return (self.spec.high - self.spec.low) / self._step()

    def _step(self) -> float:
        return self.spec.step or (self.spec.high - self.spec.low) / 1000

    def _value_at(self, position: float) -> float:
        if self.spec.values:
            return self.spec.values[round(min(max(position, 0), self._stops()))]
        if self.spec.log:
            share = min(max(round(position), 0), LOG_STOPS) / LOG_STOPS
            # Three digits say as much as the hand can mean.
            return figured(self.spec.low * (self.spec.high / self.spec.low) ** share, 3)
        return self.spec.low + round(position) * self._step()

    def _position_of(self, value: float) -> float:
        if self.spec.values:
            return self.spec.values.index(value)
        if self.spec.log:
            low, high = self.spec.low, self.spec.high
            return LOG_STOPS * math.log(value / low) / math.log(high / low)
        return (value - self.spec.low) / self._step()

    def _on_scale(self, position: str) -> None:
        value = self._value_at(float(position))
        self.change(value)
        # The handle snaps to what the store made of it, also when that changed nothing.
        self._position.set(self._position_of(self.value))

    def _nudge(self, steps: int, _event: Any) -> str:
        """Move by one stop, so that the keyboard reaches every value."""
        position = self._position_of(self.value) + steps
        self.change(self._value_at(min(max(position, 0), self._stops())))
        return "break"

    def _on_entry(self, _event: Any) -> None:
        text = self._text.get().strip().rstrip("%")
        if text == self._shown():
            return
        try:
            value = typed_number(text)
            self.spec.clean(value)
        except ValueError:
            self.context.complain(
                UserError(
                    "common.not_a_number",
                    text=text,
                    low=self.spec.text(self.spec.low),
                    high=self.spec.text(self.spec.high),
                )
            )
        else:
            self.change(value)
            if value != self.value and not (self.spec.low <= value <= self.spec.high):
                self.context.complain(
                    UserError(
                        "common.out_of_range",
                        value=text,
                        used=self._shown(),
                        low=self.spec.text(self.spec.low),
                        high=self.spec.text(self.spec.high),
                    )
                )
        self._text.set(self._shown())

    def _on_escape(self, _event: Any) -> None:
        self._text.set(self._shown())

    def _shown(self) -> str:
        return self.spec.text(self.value)

    def refresh(self, settings: Settings) -> None:
        value = getattr(settings, self.name)
        if value == self._last:
            return
        self._last = value
        self._text.set(self.spec.text(value))
        # Through the variable: ``Scale.set`` would fire the command again.
        self._position.set(self._position_of(value))
