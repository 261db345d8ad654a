"""Shapes of arrays: what a few lines of NumPy print."""

from collections.abc import Mapping

import numpy as np

from acttutor.labs.quiz.model.item import (
    Item,
    Option,
    Rng,
    Unlucky,
    choice,
    grid,
    number,
    pick,
    template,
)
from acttutor.labs.quiz.topics.common import softmax_lab

Shape = tuple[int, ...]


def _sizes(rng: Rng, count: int, low: int = 2, high: int = 9) -> list[int]:
    """Return different sizes, so that no two axes can be taken for one another."""
    return [int(size) for size in low + rng.permutation(high - low + 1)[:count]]


def _asked(
    rng: Rng,
    code: str,
    right: Shape,
    wrong: Mapping[str, Shape | None],
    show: tuple[str, dict[str, object]],
) -> Item:
    """Ask which shape is printed; ``None`` is an error."""

    def card(shape: Shape | None, mistake: str = "") -> Option:
        return Option(shape or "error", "error" if shape is None else f"{shape}", mistake)

    options = [card(shape, name) for name, shape in wrong.items() if shape != right]
    if len({option.value for option in options}) < 3:
        raise Unlucky
    return choice(rng, {}, card(right), options, code=code, show=show)


def _ones(name: str, *sizes: int) -> str:
    return f"{name} = np.ones({sizes})"


@template("code", "layer")
def shape_affine(rng: Rng) -> Item:
    n, d, m = _sizes(rng, 3)
    right = (np.ones((n, d)) @ np.ones((d, m)) + np.ones(m)).shape
    lines = (_ones("x", n, d), _ones("W", d, m), f"b = np.ones({m})", "print((x @ W + b).shape)")
    wrong = {"shape_inner": (d, d), "shape_turned": (m, n), "shape_as_input": (n, d),
             "shape_bias_alone": (m,)}  # fmt: skip
    return _asked(rng, "\n".join(lines), right, wrong, ("collapse", {}))


@template("code", "layer", "unit")
def shape_weights(rng: Rng) -> Item:
    n, m = _sizes(rng, 2)
    right = (m, n)
    lines = (_ones("x", n), _ones("W", m, n), "print((W @ x).shape, (W.T).shape)")
    wrong = {"shape_as_input": ((n,), (n, m)), "shape_turned": ((m,), (m, n)),
             "shape_two_axes": ((m, 1), (n, m))}  # fmt: skip
    said = {name: f"{one} {other}" for name, (one, other) in wrong.items()}
    options = [Option(text, text, name) for name, text in said.items()]
    W = np.ones(right)
    text = f"{(W @ np.ones(n)).shape} {W.T.shape}"
    return choice(
        rng, {}, Option(text, text), options, code="\n".join(lines), show=("collapse", {})
    )


@template("code", "backpropagation", "layer")
def shape_gradient(rng: Rng) -> Item:
    n, d, m = _sizes(rng, 3)
    right = (np.ones((n, d)).T @ np.ones((n, m))).shape
    lines = (_ones("x", n, d), _ones("dout", n, m), "print((x.T @ dout).shape)")
    wrong = {"shape_turned": (m, d), "shape_as_input": (n, d), "shape_as_output": (n, m),
             "shape_of_samples": (n, n)}  # fmt: skip
    return _asked(rng, "\n".join(lines), right, wrong, ("backprop", {}))


@template("code", "backpropagation", "layer")
def shape_bias_gradient(rng: Rng) -> Item:
    n, m = _sizes(rng, 2)
    right = np.ones((n, m)).sum(axis=0).shape
    lines = (_ones("dout", n, m), "print(dout.sum(axis=0).shape)")
    wrong = {"shape_other_axis": (n,), "shape_as_output": (n, m), "shape_kept": (1, m)}
    return _asked(rng, "\n".join(lines), right, wrong, ("backprop", {}))


@template("code", "softmax")
def shape_keepdims(rng: Rng) -> Item:
    n, k = _sizes(rng, 2)
    keeps = bool(rng.integers(2))
    right = np.ones((n, k)).sum(axis=1, keepdims=keeps).shape
    lines = (_ones("e", n, k), f"print(e.sum(axis=1, keepdims={keeps}).shape)")
    wrong = {"shape_other_axis": (1, k) if keeps else (k,), "shape_as_input": (n, k)}
    wrong |= {"shape_not_kept": (n,)} if keeps else {"shape_kept": (n, 1)}
    return _asked(rng, "\n".join(lines), right, wrong, softmax_lab([0.0, 1.0, 2.0]))


@template("code", "softmax", "losses")
def shape_divided(rng: Rng) -> Item:
    n, k = _sizes(rng, 2)
    lines = (_ones("e", n, k), "s = e.sum(axis=1)", "print((e / s).shape)")
    options = [
        Option("shape", f"{(n, k)}", "shape_broadcast"),
        Option("rows", f"{(n, 1)}", "shape_kept"),
        Option("sum", f"{(n,)}", "shape_of_sum"),
    ]
    right = Option("error", "ValueError")
    show = softmax_lab([0.0, 1.0, 2.0])
    return choice(rng, {}, right, options, code="\n".join(lines), show=show)


@template("code", "losses", "softmax")
def shape_one_hot(rng: Rng) -> Item:
    n, k = _sizes(rng, 2, low=3)
    labels = [int(label) for label in rng.integers(k, size=n)]
    right = np.eye(k)[labels].shape
    lines = (f"t = np.array({labels})", f"print(np.eye({k})[t].shape)")
    wrong = {"shape_of_eye": (k, k), "shape_turned": (k, n), "shape_as_labels": (n,)}
    return _asked(rng, "\n".join(lines), right, wrong, softmax_lab([0.0, 1.0, 2.0]))


@template("code", "maxout")
def shape_maxout(rng: Rng) -> Item:
    n, d, m, k = _sizes(rng, 4)
    right = np.einsum("nd,mkd->nmk", np.ones((n, d)), np.ones((m, k, d))).max(axis=2).shape
    lines = (
        _ones("x", n, d),
        _ones("W", m, k, d),
        'u = np.einsum("nd,mkd->nmk", x, W)',
        "print(u.max(axis=2).shape)",
    )
    wrong = {"shape_other_axis": (n, k), "shape_not_reduced": (n, m, k), "shape_as_input": (n, d)}
    return _asked(rng, "\n".join(lines), right, wrong, ("maxout", {}))


@template("code", "batch_normalization")
def shape_batch_norm(rng: Rng) -> Item:
    n, c = _sizes(rng, 2)
    h = int(pick(rng, (14, 16, 28, 32)))
    right = np.ones((n, c, h, h)).mean(axis=(0, 2, 3)).shape
    lines = (f"x = np.ones({(n, c, h, h)})      # (N, C, H, W)", "mu = x.mean(axis=(0, 2, 3))",
             "print(mu.shape)")  # fmt: skip
    wrong = {"shape_of_pixels": (c, h, h), "shape_of_layer": (n,), "shape_of_instance": (n, c)}
    return _asked(rng, "\n".join(lines), right, wrong, ("gradients", {"batch_norm": True}))


@template("code", "gan")
def shape_transposed_convolution(rng: Rng) -> Item:
    size, kernel = int(grid(rng, 4, 16, 4)), int(pick(rng, (3, 4, 5)))
    stride, padding = int(pick(rng, (1, 2))), int(pick(rng, (0, 1)))
    answer = (size - 1) * stride - 2 * padding + kernel
    return number(
        {"size": size, "k": kernel, "s": stride, "p": padding},
        answer,
        0,
        {
            "shape_as_convolution": (size + 2 * padding - kernel) // stride + 1,
            "shape_times_stride": size * stride,
            "shape_padding_added": (size - 1) * stride + 2 * padding + kernel,
        }
        if padding
        else {
            "shape_as_convolution": (size - kernel) // stride + 1,
            "shape_whole_stride": size * stride + kernel,
        },
        code=f"nn.ConvTranspose2d(100, 64, {kernel}, stride={stride}, padding={padding})",
        steps=(rf"$({size} − 1) \times {stride} − 2 \times {padding} + {kernel} = {answer}$",),
        show=("gan", {}),
    )
