"""Sliders for the parameters of the chosen optimizer on the present function."""

from typing import cast

import ttkbootstrap as ttk

from acttutor.labs.descent2d.hyperparameters import HYPER_NAMES, PARAMETERS, Hyper
from acttutor.labs.descent2d.run import Run
from acttutor.labs.descent2d.state import Settings
from acttutor.widgets.context import LabContext
from acttutor.widgets.controls.number import NumberControl
from acttutor.widgets.panel import Panel


class TuningContext(LabContext[Hyper]):
    """Lets controls work on the parameters of the chosen optimizer as if they were settings."""

    @property
    def _of_lab(self) -> Settings:
        return cast(Settings, self.store.settings(self.lab))

    @property
    def settings(self) -> Hyper:
        return self._of_lab.hyper(self._of_lab.chosen)

    def change(self, **changes: object) -> None:
        settings = self._of_lab
        super().change(tuning=settings.with_hyper(settings.chosen, **changes))


class TuningControls(ttk.Frame):
    """The learning rate, and what else the chosen optimizer has.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel[Run]) -> None:
        super().__init__(panel.frame)
        self.columnconfigure(1, weight=1)
        outer = panel.context
        context = TuningContext(
            outer.lab, outer.store, outer.texts, outer.appearance, outer.complain
        )
        self.controls = {
            name: NumberControl(self, row, context, name) for row, name in enumerate(HYPER_NAMES)
        }
        panel.parts["tuning"] = self
        panel.follow(self._refresh)

    def _refresh(self, settings: Settings) -> None:
        hyper = settings.hyper(settings.chosen)
        for name, control in self.controls.items():
            control.refresh(hyper)
            control.show(name in ("lr", *PARAMETERS[settings.chosen]))
