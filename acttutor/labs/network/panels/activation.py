"""The activation of all hidden layers in the panel, and a menu for that of a single one."""

from functools import partial

import ttkbootstrap as ttk

from acttutor.labs.network.model.building import with_activation
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import HIDDEN, Settings
from acttutor.widgets.appearance import menu_looks
from acttutor.widgets.context import LabContext
from acttutor.widgets.controls.choice import ChoiceControl
from acttutor.widgets.panel import Panel


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


def open_activation_menu(panel: Panel[Run], layer: int, place: tuple[float, float]) -> None:
    """Open a menu with the activations for one hidden layer, counted from 0.

    Args:
        panel: the panel of the lab.
        layer: the layer.
        place: in pixels of the figure, from its left top corner.
    """
    context, canvas = panel.context, panel.view.host.widget
    menu = ttk.Menu(panel, tearoff=False, **menu_looks(context.appearance))
    panel.parts["activation_menu"] = menu

    def choose(name: str) -> None:
        context.change(**with_activation(context.settings, layer, name))

    for name in HIDDEN:
        mark = "● " if name == context.settings.activations[layer] else "    "
        label = mark + context.option("activation", name)
        menu.add_command(label=label, command=partial(choose, name))
    x, y = canvas.winfo_rootx() + round(place[0]), canvas.winfo_rooty() + round(place[1])
    menu.tk_popup(x, y)
    menu.grab_release()
