"""One control per file; each shows one setting and knows only the store."""

from acttutor.base.state.fields import Choice, Flag, Number, Spec
from acttutor.widgets.controls.base import Control
from acttutor.widgets.controls.choice import ChoiceControl
from acttutor.widgets.controls.flag import FlagControl
from acttutor.widgets.controls.number import NumberControl
from acttutor.widgets.controls.segments import SegmentsControl

__all__ = ["Control", "control_class"]


def control_class(spec: Spec, segments: bool = False) -> type[Control]:
    """Return the control for a kind of setting; ``segments`` lays out a choice side by side."""
    if isinstance(spec, Number):
        return NumberControl
    if isinstance(spec, Choice):
        return SegmentsControl if segments else ChoiceControl
    if isinstance(spec, Flag):
        return FlagControl
    raise TypeError(f"no control for {spec}")
