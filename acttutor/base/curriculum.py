"""What the program teaches, row by row: lessons and questions say which rows they cover."""

from itertools import chain

SYLLABUS = {
    "activations": (
        "step", "sigmoid", "tanh", "relu", "leaky_relu", "prelu", "elu", "selu", "gelu", "softplus",
        "silu", "mish", "identity", "comparisons", "history", "choosing", "maxout",
    ),
    "outputs": ("softmax", "losses"),
    "layers": ("unit", "layer", "building", "collapse", "perceptron"),
    "backpropagation": (
        "backpropagation", "computational_graph", "vanishing", "exploding", "clipping",
    ),
    "optimization": (
        "descent", "learning_rate", "several_minima", "two_dimensions", "zig_zag", "optimizers",
        "schedules",
    ),
    "signals": ("initialization", "batch_normalization", "dying_relu", "sparsity"),
    "regularization": (
        "overfitting", "early_stopping", "weight_decay", "dropout", "augmentation", "evaluation",
    ),
    "generation": ("gan",),
}  # fmt: skip
"""The rows by topic of the syllabus, in the order in which an exam's results list them."""

ROWS = tuple(chain(*SYLLABUS.values()))


def topic_of(row: str) -> str:
    """Return the topic of the syllabus that a row belongs to."""
    return next(topic for topic, rows in SYLLABUS.items() if row in rows)
