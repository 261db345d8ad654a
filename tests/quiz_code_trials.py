"""What the code of each code question has to give, calculated by the library of the program.

A trial is: names that the code finds, an expression that is evaluated after it, and the value that
the right choice gives.
"""

import math
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from torch_stand_in import nn

from acttutor.core import (
    ACTIVATIONS,
    LOSSES,
    Network,
    Quadratic,
    batch_norm,
    clip_by_norm,
    descend,
    make_optimizer,
    maxout,
    softmax,
    take_step,
)


class Trial(NamedTuple):
    """Names to run with, what is looked at, and what it has to be."""

    names: dict[str, Any]
    look: str
    expected: Any
    rtol: float = 1e-5


def f(id: str, z: Any, **params: float) -> Any:
    return ACTIVATIONS[id].f(z, **params)


def df(id: str, z: Any) -> Any:
    return ACTIVATIONS[id].df(z)


rng = np.random.default_rng(1)
Z = np.array([-2.0, -0.5, 0.0, 0.7, 3.0])
DOUT = np.array([0.5, -1.5, 2.0, -0.3, 1.2])
X, W, B = rng.normal(size=(4, 3)), rng.normal(size=(3, 2)), rng.normal(size=2)
D = rng.normal(size=(4, 2))
P = softmax(rng.normal(size=(4, 3)))
LABELS = np.array([2, 0, 1, 1])
T = np.eye(3)[LABELS]
G = [np.array([0.4, -2.0, 0.0]), np.array([-0.3, 1.0, 0.0])]


def hidden_layer() -> tuple[Network, Any]:
    """Return a network of one affine layer with the weights above, and its gradients for D."""
    network = Network((3, 2), output="identity", rng=np.random.default_rng(0))
    network.layers[0].W, network.layers[0].b = W.T, B
    # The slope of the mean of the halved squares is (y - t) / n, which D is to be.
    targets = network.forward(X) - D * len(X)
    return network, network.gradients(X, targets)[0]


def walked(id: str, steps: int = 2, **params: float) -> Any:
    """Return where an optimizer stands after two steps from 1, 1, 1."""
    optimizer, w = make_optimizer(id, 3, params), np.ones(3)
    for grad in G[:steps]:
        w = take_step(optimizer, w, grad, 0.1)
    return w


def deep() -> tuple[dict[str, Any], Any]:
    """Return what the backward pass of two layers finds, and its gradients, the last first."""
    network = Network((3, 2, 3), output="softmax", hidden="tanh", rng=np.random.default_rng(2))
    first, second = network.layers
    a1, y = network.activations(X)
    names = {"x": X, "W1": first.W.T, "W2": second.W.T, "a1": a1, "y": y, "t": T}
    found = network.gradients(X, T, loss="softmax_cross_entropy")
    return names, np.concatenate([found[1][0].T.ravel(), found[0][0].T.ravel()])


def block_by_hand() -> Any:
    """Return what a transposed convolution, batch normalization and ReLU make of the image."""
    out = nn.ConvTranspose2d(3, 2, 4, 2, 1)(IMAGE)
    flat = out.transpose(0, 2, 3, 1).reshape(-1, 2)
    normal = batch_norm(flat, np.ones(2), np.zeros(2))[0]
    n, _, high, wide = out.shape
    return f("relu", normal).reshape(n, high, wide, 2).transpose(0, 3, 1, 2)


def descended() -> Any:
    """Return where three steps down the mean squared error lead a linear unit."""
    unit, t = Network((3, 1), output="identity", init="zeros", rng=rng), X @ [[0.5], [-1.0], [2.0]]
    for _ in range(3):
        dW, _ = unit.gradients(X, t)[0]
        unit.layers[0].W[...] -= 0.1 * dW
    return unit.layers[0].W[0]


IMAGE = np.random.default_rng(5).normal(size=(2, 3, 4, 4))
TRUTH, SAID = np.array([1, 1, 1, 0, 0, 0, 0]), np.array([1, 1, 0, 1, 1, 1, 0])
SD = X.std(axis=0)
DEEP, DEEP_SLOPES = deep()
NETWORK, AFFINE = hidden_layer()
NORMAL = batch_norm(X, np.full(3, 1.5), np.full(3, 0.5))[0]
MEAN, VAR = X.mean(axis=0), X.var(axis=0)
SHRUNK = np.array([3.0, 4.0])
clip_by_norm(SHRUNK, 2.0)
erf = np.vectorize(math.erf)

TRIALS = {
    "code_sigmoid": Trial({"x": Z}, "sigmoid(x)", f("sigmoid", Z)),
    "code_sigmoid_other_form": Trial({"x": Z}, "sigmoid(x)", f("sigmoid", Z)),
    "code_relu": Trial({"x": Z}, "relu(x)", f("relu", Z)),
    "code_leaky_relu": Trial({"x": Z}, "leaky_relu(x)", f("leaky_relu", Z)),
    "code_step": Trial({"x": Z[Z != 0]}, "step_function(x)", f("step", Z[Z != 0])),
    "code_tanh": Trial({"x": Z}, "tanh(x)", f("tanh", Z)),
    "code_tanh_large": Trial({}, "printed[0]", f("tanh", np.array([0.5, 800.0]))),
    "code_gelu": Trial({"x": Z, "erf": erf}, "gelu(x)", f("gelu", Z)),
    "code_softmax_shift": Trial(
        {"x": np.array([0.0, 1000.0, 1001.0])}, "softmax(x)", softmax([0.0, 1000.0, 1001.0])
    ),
    "code_softmax_batch": Trial({"x": X}, "softmax(x)", softmax(X)),
    "code_cross_entropy": Trial(
        {"y": P, "t": T}, "cross_entropy(y, t)", LOSSES["softmax_cross_entropy"].value(P, T)
    ),
    "code_cross_entropy_labels": Trial(
        {"y": P, "t": LABELS}, "cross_entropy(y, t)", LOSSES["softmax_cross_entropy"].value(P, T)
    ),
    "code_cross_entropy_binary": Trial(
        {"y": P[:, :1], "t": T[:, :1]},
        "binary_cross_entropy(y, t)",
        LOSSES["binary_cross_entropy"].value(P[:, :1], T[:, :1]),
    ),
    "code_squared_error": Trial(
        {"y": P, "t": T}, "loss(y, t)", LOSSES["squared_error"].value(P, T)
    ),
    "code_affine_forward": Trial({"x": X, "W": W, "b": B}, "affine(x, W, b)", NETWORK.forward(X)),
    "code_unit": Trial(
        {"x": X[0], "w": W[:, 0], "b": B[0]},
        "unit(x, w, b, np.tanh)",
        f("tanh", NETWORK.forward(X)[0, 0]),
    ),
    "code_two_layers": Trial(
        {
            "x": X,
            "W1": W,
            "b1": B,
            "W2": W.T,
            "b2": X[0],
            "sigmoid": ACTIVATIONS["sigmoid"].f,
            "softmax": softmax,
        },
        "predict(x, W1, b1, W2, b2)",
        softmax(f("sigmoid", NETWORK.forward(X)) @ W.T + X[0]),
    ),
    "code_maxout": Trial(
        {"x": X, "W": rng.normal(size=(2, 3, 3)), "b": np.zeros((2, 3))}, "maxout(x, W, b)", None
    ),
    "code_sigmoid_backward": Trial(
        {"x": Z, "dout": DOUT}, "back(Sigmoid(), x, dout)", DOUT * df("sigmoid", Z)
    ),
    "code_tanh_backward": Trial(
        {"x": Z, "dout": DOUT}, "back(Tanh(), x, dout)", DOUT * df("tanh", Z)
    ),
    "code_relu_mask": Trial({"x": Z, "dout": DOUT}, "back(ReLU(), x, dout)", DOUT * df("relu", Z)),
    "code_relu_backward": Trial({"x": Z, "dout": DOUT}, "backward(x, dout)", DOUT * df("relu", Z)),
    "code_multiply_backward": Trial({}, "np.array(back(Multiply(), 3.0, 5.0, 2.0))", [10.0, 6.0]),
    "code_add_backward": Trial({}, "np.array(back(Add(), 3.0, 5.0, 2.0))", [2.0, 2.0]),
    "code_affine_dw": Trial({"x": X, "W": W, "dout": D}, "dW", AFFINE[0].T),
    "code_affine_dx": Trial({"x": X, "W": W, "dout": D}, "dx", D @ W.T),
    "code_affine_db": Trial({"x": X, "W": W, "dout": D}, "db", AFFINE[1]),
    "code_affine_all": Trial(
        {"x": X, "W": W, "dout": D},
        "np.concatenate([dW.ravel(), dx.ravel(), db.ravel()])",
        np.concatenate([AFFINE[0].T.ravel(), (D @ W.T).ravel(), AFFINE[1]]),
    ),
    "code_softmax_loss_backward": Trial({"y": P, "t": T}, "dx", None),
    "code_numerical_gradient": Trial(
        {"f": Quadratic(a=1.0, b=2.0).f}, "numerical_gradient(f, 4.0)", Quadratic(1.0).df(4.0)
    ),
    "code_gradient_index": Trial(
        {"x": np.array([1.0, 2.0, 3.0])},
        "gradient(lambda x: x[0] * x[1] + x[2] ** 2, x)",
        [2.0, 1.0, 6.0],
    ),
    "code_descent": Trial(
        {"df": Quadratic(a=1.0).df},
        "gradient_descent(df, 4.0, 0.3, 5)",
        descend(Quadratic(a=1.0), 4.0, 0.3, 5).x[-1],
    ),
    "code_sgd": Trial(
        {"params": {"w": np.ones(3)}, "grads": {"w": G[0]}, "lr": 0.1},
        "params['w']",
        walked("sgd", 1),
    ),
    "code_momentum": Trial({"momentum": 0.9, "v": np.zeros(3)}, "twice()", walked("momentum")),
    "code_adagrad": Trial({"h": np.zeros(3)}, "twice()", walked("adagrad"), 1e-4),
    "code_adagrad_step": Trial({"h": np.zeros(3)}, "twice()", walked("adagrad"), 1e-4),
    "code_rmsprop": Trial({"rho": 0.9, "h": np.zeros(3)}, "twice()", walked("rmsprop"), 1e-4),
    "code_adam_moments": Trial(
        {"beta1": 0.9, "beta2": 0.999, "m": np.zeros(3), "v": np.zeros(3)},
        "twice()",
        walked("adam"),
        1e-4,
    ),
    "code_adam_bias": Trial(
        {"beta1": 0.9, "beta2": 0.999, "m": np.zeros(3), "v": np.zeros(3)},
        "twice()",
        walked("adam"),
        1e-4,
    ),
    "code_weight_decay": Trial(
        {"W": W, "dW": D[:3], "lam": 0.1, "lr": 0.5}, "W", W - 0.5 * (D[:3] + 0.1 * W)
    ),
    "code_he": Trial({"n_in": 100, "n_out": 400}, "np.std(W)", math.sqrt(2 / 100), 0.02),
    "code_xavier_start": Trial({"n_in": 100, "n_out": 400}, "np.std(W)", math.sqrt(2 / 500), 0.02),
    "code_batch_norm": Trial({"x": X, "gamma": 1.5, "beta": 0.5}, "out", NORMAL),
    "code_batch_norm_axis": Trial({"x": X}, "1.5 * xn + 0.5", NORMAL),
    "code_batch_norm_running": Trial(
        {"momentum": 0.9, "running_mean": np.ones(3), "mu": MEAN},
        "running_mean",
        0.9 * np.ones(3) + 0.1 * MEAN,
    ),
    "code_batch_norm_inference": Trial(
        {"x": X[:1], "running_mean": MEAN, "running_var": VAR, "gamma": 1.5, "beta": 0.5},
        "out",
        NORMAL[:1],
    ),
    "code_dropout": Trial(
        {"x": np.ones(40_000)},
        "np.array([dropout(x, 0.3, True).mean(), *dropout(x, 0.3, False)[:3]])",
        [0.7, 0.7, 0.7, 0.7],
        0.02,
    ),
    "code_dropout_inverted": Trial(
        {"x": np.ones(40_000)},
        "np.array([dropout(x, 0.3, True).mean(), *dropout(x, 0.3, False)[:3]])",
        [1.0, 1.0, 1.0, 1.0],
        0.02,
    ),
    "code_dropout_backward": Trial({}, "same_mask(Dropout())", True),
    "code_batches": Trial(
        {"X": np.arange(10.0), "T": np.arange(10.0), "batch_size": 4}, "epoch()", True
    ),
    "code_accuracy": Trial(
        {"y": P, "t": LABELS},
        "accuracy",
        sum(
            list(row).index(max(row)) == label
            for row, label in zip(P.tolist(), LABELS, strict=True)
        )
        / 4,
    ),
    "code_one_hot": Trial({"t": LABELS, "K": 3}, "T", T),
    "code_softmax_axes": Trial({"x": X}, "softmax(x)", softmax(X)),
    "code_two_layers_backward": Trial(
        DEEP, "np.concatenate([dW2.ravel(), dW1.ravel()])", DEEP_SLOPES
    ),
    "code_momentum_both": Trial({"mu": 0.9, "v": np.zeros(3)}, "twice()", walked("momentum")),
    "code_precision_recall": Trial(
        {"t": TRUTH, "p": SAID}, "np.array([precision, recall])", [2 / 5, 2 / 3]
    ),
    "code_standardize": Trial(
        {"X_train": X, "X_test": X[:2] + 1.0},
        "Z_test",
        [[(v + 1.0 - m) / s for v, m, s in zip(row, MEAN, SD, strict=True)] for row in X[:2]],
    ),
    "code_batch_descent": Trial(
        {"X": X, "w": np.zeros(3), "t": X @ np.array([0.5, -1.0, 2.0]), "lr": 0.1, "epochs": 3},
        "w",
        descended(),
    ),
    "code_leaky_backward": Trial(
        {"x": Z, "dout": DOUT},
        "backward(x, dout)",
        DOUT * ACTIVATIONS["leaky_relu"].df(Z, alpha=0.01),
    ),
    "code_generator_block": Trial(
        {"nn": nn, "c_in": 3, "c_out": 2, "image": IMAGE}, "block(image)", block_by_hand(), 1e-3
    ),
    "code_generator_output": Trial(
        {"nn": nn, "c_in": 3, "image": IMAGE},
        "last(image)",
        f("tanh", nn.ConvTranspose2d(3, 3, 4, 2, 1)(IMAGE)),
    ),
    "code_clipping": Trial({"grad": np.array([3.0, 4.0]), "threshold": 2.0}, "grad", SHRUNK),
}
TRIALS["code_maxout"] = TRIALS["code_maxout"]._replace(
    expected=maxout(X, TRIALS["code_maxout"].names["W"], TRIALS["code_maxout"].names["b"])
)


def _softmax_slope() -> Any:
    """Return the slope of the mean loss by the logits, by differences."""
    z, step = np.log(P), 1e-6
    found = np.zeros_like(z)
    for index in np.ndindex(*z.shape):
        ends = []
        for sign in (1, -1):
            moved = z.copy()
            moved[index] += sign * step
            ends.append(LOSSES["softmax_cross_entropy"].value(softmax(moved), T))
        found[index] = (ends[0] - ends[1]) / (2 * step)
    return found


TRIALS["code_softmax_loss_backward"] = TRIALS["code_softmax_loss_backward"]._replace(
    expected=_softmax_slope()
)


def outcome(id: str, code: str) -> Any:
    """Run code with the names of its trial; returns what it gives."""
    trial = trial_of(id)
    np.random.seed(7)
    names: dict[str, Any] = {
        "np": np,
        "printed": [],
        **{name: _copied(value) for name, value in trial.names.items()},
    }
    names["print"] = names["printed"].append
    names |= _helpers(names, code)
    with np.errstate(all="ignore"):
        if "twice()" not in trial.look and "epoch()" not in trial.look:
            exec(code, names)
        return eval(trial.look, names)


def trial_of(id: str) -> Trial:
    """Return the trial of a code question."""
    assert id in TRIALS, f"tests/quiz_code_trials.py has no trial for {id}"
    return TRIALS[id]


@cache
def gives(id: str, code: str) -> bool:
    """Whether code runs and gives what it should."""
    trial = trial_of(id)
    try:
        found = np.asarray(outcome(id, code), dtype=float)
    except Exception:
        return False
    wanted = np.asarray(trial.expected, dtype=float)
    return found.shape == wanted.shape and bool(
        np.allclose(found, wanted, rtol=trial.rtol, atol=1e-6)
    )


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copied(each) for name, each in value.items()}
    return value.copy() if isinstance(value, np.ndarray) else value


def _helpers(names: dict[str, Any], code: str) -> dict[str, Any]:
    def back(layer: Any, *inputs: Any) -> Any:
        layer.forward(*inputs[:-1])
        return layer.backward(inputs[-1])

    def twice() -> Any:
        names.update(w=np.ones(3), lr=0.1)
        for t, grad in enumerate(G, start=1):
            names.update(t=t, grad=grad)
            exec(code, names)
        return names["w"]

    def same_mask(layer: Any) -> bool:
        x = np.ones(200)
        out = layer.forward(x, 0.5)
        return bool(np.array_equal(layer.backward(3.0 * x), 3.0 * out))

    def epoch() -> bool:
        """Whether every sample is used once, in another order, in batches of the right size."""
        seen: list[Any] = []
        names["train_step"] = lambda X, T: seen.append(np.atleast_1d(X))
        exec(code, names)
        flat = np.concatenate(seen)
        sizes = [len(batch) for batch in seen] == [4, 4, 2]
        return sizes and sorted(flat) == list(range(10)) and list(flat) != sorted(flat)

    return {"back": back, "twice": twice, "same_mask": same_mask, "epoch": epoch}
