"""A step by itself, and what part of it comes from earlier gradients."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.optim.optimizer import take_step
from acttutor.core.optim.optimizers import make_optimizer


def memory_after(
    optimizer: str, memory: Any, params: Mapping[str, float], gradient: Array
) -> dict[str, Array]:
    """What an optimizer remembers after a step, by the symbols of its rule.

    Args:
        optimizer: id of `acttutor.core.optim.optimizers.OPTIMIZERS`.
        memory: its `state()` before the step.
        params: its parameters beside the learning rate, by name; those left out are the usual ones.
        gradient: the gradient of the step, shape (n,).

    Returns:
        "v" for Momentum and Nesterov; "root", what the gradient is divided by, for AdaGrad and
        RMSProp; for Adam the means "m" and "s" of g and g^2, "mean", m corrected for its start,
        and "root", that of s corrected; each of shape (n,).  Nothing for SGD.
    """
    if optimizer == "sgd":
        return {}
    if optimizer in ("momentum", "nesterov"):
        return {"v": params.get("mu", 0.9) * memory[0] + gradient}
    if optimizer == "adagrad":
        return {"root": np.sqrt(memory[0] + gradient**2)}
    if optimizer == "rmsprop":
        rho = params.get("rho", 0.9)
        return {"root": np.sqrt(rho * memory[0] + (1.0 - rho) * gradient**2)}
    # Adam keeps the sums m / (1 - beta1) and s / (1 - beta2), see its docstring.
    (sums, squares), t = memory[0], memory[1] + 1
    beta1, beta2 = params.get("beta1", 0.9), params.get("beta2", 0.999)
    mean = (1.0 - beta1) * (beta1 * sums + gradient)
    square = (1.0 - beta2) * (beta2 * squares + gradient**2)
    return {
        "m": mean,
        "s": square,
        "mean": mean / (1.0 - beta1**t),
        "root": np.sqrt(square / (1.0 - beta2**t)),
    }


def change(
    optimizer: str, memory: Any, params: Mapping[str, float], gradient: Array, lr: float
) -> Array:
    """The step itself, shaped like the gradient; what it is added to would round it.

    Args:
        optimizer, memory, params, gradient: as for `memory_after`.
        lr: learning rate.
    """
    rule = make_optimizer(optimizer, gradient.size, params)
    rule.restore(memory)
    return take_step(rule, np.zeros_like(gradient), gradient, lr)


def carried(
    optimizer: str, memory: Any, params: Mapping[str, float], gradient: Array, lr: float
) -> Array:
    """The part of the next step that earlier gradients cause, shaped like the gradient.

    For Momentum and Nesterov, the step is linear in the memory: this is the step that would be
    made if the gradient were 0.  For Adam it is the share of the old mean in the new one,
    divided by the same root as the whole step.  SGD, AdaGrad and RMSProp carry nothing on: the
    squares that the latter two remember only set the size of the step.

    Args:
        optimizer, memory, params, gradient: as for `memory_after`.
        lr: learning rate.
    """
    if optimizer in ("momentum", "nesterov"):
        mu = params.get("mu", 0.9)
        return np.asarray(-lr * mu ** (2 if optimizer == "nesterov" else 1) * memory[0])
    if optimizer != "adam":
        return np.zeros_like(gradient)
    beta1, t = params.get("beta1", 0.9), memory[1] + 1
    old = (1.0 - beta1) * beta1 * memory[0][0] / (1.0 - beta1**t)
    root = memory_after(optimizer, memory, params, gradient)["root"]
    return np.asarray(-lr * old / (root + 1e-8))
