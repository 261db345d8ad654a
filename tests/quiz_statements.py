"""Which of the statements in questions are wrong, and what stands behind: tried where it can be."""

import math
from typing import Any

import numpy as np
from activation_oracles import ORACLES as F
from activation_oracles import sigmoid, slope


def _fails(code: str, **names: Any) -> bool:
    with np.errstate(all="ignore"):
        try:
            exec(code, {"np": np, **names})
        except (TypeError, ValueError, AttributeError, IndexError):
            return True
    return False


def _tried() -> dict[str, bool]:
    """Return statements that are calculated here, and whether they hold."""
    z = [k / 100 for k in range(-500, 501)]
    x = np.array([1.0, -2.0, 3.0])
    with np.errstate(all="ignore"):
        big = np.exp(800.0)
        tanh_of_exponentials = (big - 0.0) / (big + 0.0)
    return {
        "activations.sigmoid_quarter": max(slope("sigmoid", each) for each in z) <= 0.25 + 1e-9,
        "activations.tanh_centred": all(abs(F["tanh"](a) + F["tanh"](-a)) < 1e-9 for a in z),
        "activations.relu_continuous": abs(F["relu"](1e-9) - F["relu"](-1e-9)) < 1e-6,
        "activations.relu_jump": abs(F["relu"](1e-9) - F["relu"](-1e-9)) > 1e-6,
        "activations.gelu_flat": slope("gelu", -2.0) < 0 < slope("gelu", 0.0),
        "activations.gelu_never_flat": not slope("gelu", -2.0) < 0 < slope("gelu", 0.0),
        "activations.elu_smooth": abs(slope("elu", 1e-3) - slope("elu", -1e-3)) < 0.01,
        "activations.tanh_square": all(
            abs((1 - math.tanh(a)) ** 2 - slope("tanh", a)) < 1e-3 for a in z
        ),
        "activations.step_abs": all(F["step"](a) == abs(a) for a in z),
        "activations.prelu_max": all(
            F["prelu"](a, alpha) == max(alpha * a, a) for a in z for alpha in (0.2, 1.5)
        ),
        "logistic.logit": all(abs(math.log(sigmoid(a) / (1 - sigmoid(a))) - a) < 1e-6 for a in z),
        "logistic.other_form": all(
            abs(math.exp(a) / (1 + math.exp(a)) - sigmoid(a)) < 1e-9 for a in z
        ),
        "logistic.exponent_sign": all(abs(1 / (1 + math.exp(a)) - sigmoid(a)) < 1e-9 for a in z),
        "logistic.two_differ": any(
            abs(math.exp(a) / (math.exp(a) + math.exp(0.5)) - sigmoid(a - 0.5)) > 1e-9 for a in z
        ),
        "maxout.special": all(max(a, -a) == abs(a) and max(a, 0.0) == F["relu"](a) for a in z),
        "numpy.exp_inf": bool(np.isinf(big)),
        "numpy.tanh_safe": float(np.tanh(800.0)) == 1.0,
        "numpy.tanh_exponentials": tanh_of_exponentials == 1.0,
        "numpy.exe": not _fails("np.exe(1.0)"),
        "numpy.np_max": not _fails("np.max(0, x)", x=x),
        "numpy.if_fails": _fails("if x > 0: pass", x=x),
        "numpy.flat_divides": not _fails("np.ones((3, 4)) / np.ones((3, 4)).sum(axis=1)"),
    }


#: Wrong by their definitions, or by what is common practice.
_WRONG = {
    "logistic.any_number", "logistic.link_sigmoid",
    "descent.least_is_a", "descent.explosion", "descent.always_global", "descent.solved",
    "gradients.relu_never", "gradients.explosion_rate", "gradients.relu_saturates",
    "gradients.clip_parts",
    "rectifiers.faster", "rectifiers.stops", "rectifiers.alpha_fixed", "rectifiers.revived",
    "maxout.largest_input", "maxout.any_curve", "maxout.one_weight",
    "starts.hidden_zero", "starts.xavier_relu", "starts.he_lecun", "starts.large",
    "selection.by_test", "selection.train_high", "selection.test_added",
    "selection.train_chooses",
    "augmentation.test_too", "augmentation.any_flip", "augmentation.replaces_data",
    "augmentation.for_underfitting",
    "regularization.l2_zeros", "regularization.dropout_inference",
    "regularization.stronger_better", "regularization.lowers_train",
    "generator.inplace_changes", "generator.inverse", "generator.sees_data",
    "generator.relu_judge",
    "graph.add_shares", "graph.own_input", "graph.by_rate", "graph.no_sum",
    "optimizers.adagrad_forgets", "optimizers.adam_free", "optimizers.momentum_squares",
}  # fmt: skip

_TRIED = _tried()


def holds(name: str) -> bool:
    """Tell whether a statement is true."""
    return _TRIED.get(name, name not in _WRONG)


#: Which term a description stands for, by the last parts of the keys of their texts.
MATCHES = {
    "regression": ("identity", "squared_error"), "two": ("sigmoid", "binary_cross_entropy"),
    "many": ("softmax", "softmax_cross_entropy"), "generator": ("tanh",),
    "exploding": ("clipping",), "dying": ("leaky",), "overfitting": ("stop_early",),
    "equal": ("random_start",),
    "sgd": ("sgd",), "momentum": ("momentum",), "nesterov": ("nesterov",),
    "adagrad": ("adagrad",), "rmsprop": ("rmsprop",), "adam": ("adam",),
}  # fmt: skip
