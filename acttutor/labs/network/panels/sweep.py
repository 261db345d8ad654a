"""The controls of a sweep: which two settings vary, and over which values."""

import tkinter
from functools import partial
from tkinter.font import nametofont
from typing import TypeAlias

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.base.state.fields import changed, differing
from acttutor.base.task import stepping
from acttutor.labs.network.figures.many.sweep import SweepFigure
from acttutor.labs.network.model.many.sweep_grid import Cell, values_of
from acttutor.labs.network.model.many.sweep_values import OFFERED, Value
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import Settings
from acttutor.labs.network.words_sweep import value_name
from acttutor.widgets.controls.choice import ChoiceControl
from acttutor.widgets.group import make_group
from acttutor.widgets.panel import WIDTH, Panel
from acttutor.widgets.worker import SCREEN

#: The switches of a setting, and the frame they are in.
Switches: TypeAlias = tuple[ttk.Frame, dict[Value, tkinter.BooleanVar]]

#: Buttons side by side at most, and the room that one takes beside its words.
MOST_COLUMNS, AROUND = 6, 30


def build(panel: Panel[Run]) -> None:
    """Describe the part of the panel that a sweep has."""

    def answer(figure: SweepFigure) -> None:
        figure.choose_cell = partial(open_cell, panel)

    panel.answer(SweepFigure, answer)
    for axis in ("sweep_x", "sweep_y"):
        panel.control(axis, shown=is_sweep, kind=AxisControl)
        values = ValueButtons(panel, axis)
        panel.across(values)
        panel.follow(values.refresh)
    panel.control("sweep_seeds", shown=is_sweep)
    panel.control("sweep_epochs", shown=is_sweep)


def is_sweep(settings: Settings) -> bool:
    """Tell whether a sweep is on the screen."""
    return settings.mode == "sweep"


def open_cell(panel: Panel[Run], cell: Cell) -> None:
    """Go on with the first network of a cell, alone, trained as far as the sweep trains it."""
    view, context = panel.view, panel.context
    view.player.pause()
    now, wanted = context.settings, cell.settings
    changes = {name: getattr(wanted, name) for name in differing(now, wanted)}
    free = {name: value for name, value in changes.items() if name not in context.locked}
    if "mode" not in free:
        return
    trained = type(panel.run)(changed(now, **free))

    def show(_result: None) -> None:
        # The run on the screen keeps the sweep, to which the learner may return.
        context.change(**free)
        panel.run.take_over(trained)
        view.repaint()

    task = stepping(trained, now.sweep_epochs)
    view.worker.do(task, show, "network.sweep.opening", SCREEN)


class AxisControl(ChoiceControl):
    """Chooses the setting of an axis; if it is that of the other axis, the two change places."""

    def change(self, value: object) -> None:
        other = "sweep_y" if self.name == "sweep_x" else "sweep_x"
        changes = {self.name: value}
        if self.context.value(other) == value:
            changes[other] = self.context.value(self.name)
        self.context.change(**changes)


class ValueButtons(ttk.Frame):
    """A switch for each value that the setting of an axis can have; the last one stays on.

    Args:
        panel: the panel of the lab.
        axis: ``"sweep_x"`` or ``"sweep_y"``.
    """

    def __init__(self, panel: Panel[Run], axis: str) -> None:
        super().__init__(panel.frame)
        self._context = panel.context
        self._axis = axis
        #: Switches by setting, made when they are first needed.
        self._sets: dict[str, Switches] = {}
        self.buttons: dict[str, dict[Value, ttk.Checkbutton]] = {}
        self.columnconfigure(0, weight=1)

    @property
    def setting(self) -> str:
        """The setting along the axis."""
        return str(self._context.value(self._axis))

    def _make(self, name: str) -> Switches:
        context = self._context
        px = context.px
        frame = ttk.Frame(self)
        words = [value_name(name, value, context.texts) for value in OFFERED[name]]
        widest = max(map(nametofont("TkDefaultFont").measure, words))
        room = px(WIDTH - 32)
        columns = min(max(room // (widest + px(AROUND)), 1), MOST_COLUMNS)
        on, self.buttons[name] = {}, {}
        for index, (value, text) in enumerate(zip(OFFERED[name], words, strict=True)):
            variable = tkinter.BooleanVar(self)
            button = ttk.Checkbutton(
                frame,
                text=text,
                variable=variable,
                command=self._changed,
                bootstyle="primary outline toolbutton",
            )
            row, column = divmod(index, columns)
            gap = (px(2) if column else 0, px(2) if column < columns - 1 else 0)
            button.grid(row=row, column=column, sticky="ew", padx=gap, pady=px(2))
            frame.columnconfigure(column, weight=1, uniform="values")
            context.tip(button, "sweep_values")
            on[value], self.buttons[name][value] = variable, button
        make_group(list(self.buttons[name].values()), lambda: None, choosing=False)
        return frame, on

    def _changed(self) -> None:
        name = self.setting
        chosen = tuple(value for value, variable in self._sets[name][1].items() if variable.get())
        if chosen:
            others = dict(self._context.settings.sweep_values)
            self._context.change(sweep_values=tuple({**others, name: chosen}.items()))
        else:
            self._context.complain(UserError("network.sweep.no_value"))
        self.refresh(self._context.settings)

    def refresh(self, settings: Settings) -> None:
        """Show the values of the setting along the axis that are tried."""
        if not is_sweep(settings):
            self.grid_remove()
            return
        self.grid()
        name = getattr(settings, self._axis)
        if name not in self._sets:
            self._sets[name] = self._make(name)
        for other, (frame, on) in self._sets.items():
            if other != name:
                frame.grid_remove()
                continue
            frame.grid(row=0, column=0, sticky="ew")
            chosen = values_of(settings, name)
            for value, variable in on.items():
                variable.set(value in chosen)
