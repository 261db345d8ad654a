"""The activation of all hidden layers in the panel, and a menu for that of a single one."""

from collections.abc import Callable
from functools import partial

import ttkbootstrap as ttk

from acttutor.base.numbers.numerals import percent, significant
from acttutor.labs.network.model.building import (
    Changes,
    with_activation,
    with_dropout,
    with_number,
)
from acttutor.labs.network.model.hidden import HIDDEN, PIECES, parameter_of
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import Settings
from acttutor.labs.network.words_layers import number_text, symbol_of
from acttutor.widgets.appearance import menu_looks
from acttutor.widgets.context import LabContext
from acttutor.widgets.controls.choice import ChoiceControl
from acttutor.widgets.figure.number_over_figure import open_number_entry
from acttutor.widgets.panel import Panel

#: Numbers of activations, and shares of dropout, that the menu offers.
NUMBERS = (-1.0, -0.5, 0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7)


class ActivationControl(ChoiceControl):
    """Chooses the activation of all hidden layers; single ones are chosen in the picture."""

    context: LabContext[Settings]

    def change(self, value: str) -> None:
        self.context.change(activation=value, own_activations=())

    def refresh(self, settings: Settings) -> None:
        super().refresh(settings)
        if len(set(settings.activations)) > 1:
            # Whatever is chosen then holds for all layers again.
            self.box.set(self.context.text("activation.mixed"))


def open_layer_menu(panel: Panel[Run], layer: int, place: tuple[float, float]) -> None:
    """Open a menu for one hidden layer: its activation, the number of that, and its dropout.

    Args:
        panel: the panel of the lab.
        layer: the layer, counted from 0.
        place: in pixels of the figure, from its left top corner.
    """
    menu = LayerMenu(panel, layer, place)
    panel.parts["layer_menu"] = menu
    canvas = panel.view.host.widget
    x, y = canvas.winfo_rootx() + round(place[0]), canvas.winfo_rooty() + round(place[1])
    menu.tk_popup(x, y)
    menu.grab_release()


class LayerMenu(ttk.Menu):
    """What can be chosen for one hidden layer; the arguments are those of `open_layer_menu`."""

    def __init__(self, panel: Panel[Run], layer: int, place: tuple[float, float]) -> None:
        self._panel, self._layer, self._place = panel, layer, place
        self._looks = menu_looks(panel.context.appearance)
        super().__init__(panel, tearoff=False, **self._looks)
        context = panel.context
        settings, text = context.settings, context.text
        now = settings.hidden[layer]
        for name in HIDDEN:
            self._offer(
                self, context.option("activation", name), name == now.activation,
                with_activation(settings, layer, name),
            )  # fmt: skip
        self.add_separator()
        #: The menus behind the last entries, by what they choose.
        self.parts: dict[str, ttk.Menu] = {}
        if now.number is not None:
            self._offer_numbers(settings)
        share = settings.dropout_rates[layer]
        shares = self._submenu("dropout", text("build.dropout", share=percent(share)))
        for offered in sorted({*SHARES, share}):
            self._offer(
                shares, percent(offered), offered == share, with_dropout(settings, layer, offered)
            )

    def _offer_numbers(self, settings: Settings) -> None:
        """Offer numbers for the activation, round ones and any other."""
        now = settings.hidden[self._layer]
        parameter = parameter_of(now.activation)
        assert parameter is not None and now.number is not None
        text = self._panel.context.text
        menu = self._submenu("number", text("build.number", number=number_text(now)))
        known = {parameter.default, now.number, *NUMBERS}
        for value in sorted(v for v in known if parameter.low <= v <= parameter.high):
            if parameter is PIECES and value % 1:
                continue
            label = f"{symbol_of(now.activation)} = {significant(value, 3)}"
            self._offer(menu, label, value == now.number, with_number(settings, self._layer, value))
        if parameter is not PIECES:
            menu.add_command(label="    " + text("build.other"), command=self._ask_number)

    def _submenu(self, name: str, label: str) -> ttk.Menu:
        menu = self.parts[name] = ttk.Menu(self, tearoff=False, **self._looks)
        self.add_cascade(label="    " + label, menu=menu)
        return menu

    def _offer(self, menu: ttk.Menu, label: str, chosen: bool, changes: Changes) -> None:
        change: Callable[..., None] = self._panel.context.change
        mark = "● " if chosen else "    "
        menu.add_command(label=mark + label, command=partial(change, **changes))

    def _ask_number(self) -> None:
        """Let a number be typed over the picture."""
        context, layer = self._panel.context, self._layer
        now = context.settings.hidden[layer]
        parameter = parameter_of(now.activation)
        assert parameter is not None and now.number is not None

        def take(number: float) -> None:
            settings = context.settings
            # The layers may have been replaced while the entry was open.
            if layer < len(settings.hidden) and parameter_of(settings.activations[layer]):
                context.change(**with_number(settings, layer, number))

        shown = f"{now.number:.4g}"
        open_number_entry(self._panel, self._place, shown, take, parameter.low, parameter.high)
