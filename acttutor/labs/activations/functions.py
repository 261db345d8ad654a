"""The functions of this lab: those of the core, an approximation, and one that is typed."""

from acttutor.core.activations.approximations import GELU_TANH
from acttutor.core.activations.registry import ACTIVATIONS, Activation
from acttutor.core.formula.expression import OWN, activation_from

_AFTER_GELU = list(ACTIVATIONS).index("gelu") + 1
#: Ids in the order in which they are offered.
FUNCTIONS: tuple[str, ...] = (
    *list(ACTIVATIONS)[:_AFTER_GELU],
    GELU_TANH.id,
    *list(ACTIVATIONS)[_AFTER_GELU:],
    OWN,
)


def find(function: str, own: str) -> Activation:
    """Return the function with this id; ``own`` is the formula of the typed one."""
    if function == OWN:
        return activation_from(own)
    return GELU_TANH if function == GELU_TANH.id else ACTIVATIONS[function]
