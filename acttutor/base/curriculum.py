"""What the program teaches, row by row: lessons and questions say which rows they cover."""

ROWS = (
    # activation functions
    "step", "sigmoid", "tanh", "relu", "leaky_relu", "prelu", "elu", "selu", "gelu", "softplus",
    "silu", "mish", "identity", "comparisons", "history", "choosing", "softmax", "maxout",
    # descent
    "descent", "learning_rate", "several_minima", "two_dimensions", "zig_zag", "optimizers",
    # units, layers, learning
    "unit", "layer", "building", "backpropagation", "losses", "collapse", "vanishing", "exploding",
    "initialization", "batch_normalization", "clipping", "dying_relu", "sparsity", "perceptron",
    "overfitting", "gan",
)  # fmt: skip
