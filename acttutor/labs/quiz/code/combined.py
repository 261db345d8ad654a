"""Several gaps at once, and the block of a generator in PyTorch."""

from acttutor.labs.quiz.code.snippet import Snippet, register

SNIPPETS = register(
    Snippet(
        "code_softmax_axes",
        "def softmax(x):               # x: (N, K)\n"
        "    e = np.exp(x - x.max(axis=[ア], keepdims=[イ]))\n"
        "    return e / e.sum(axis=[ア], keepdims=[イ])",
        "1  |  True",
        {
            "code_wrong_axis": "0  |  True",
            "code_keepdims_missing": "1  |  False",
            "code_sum_of_all": "None  |  True",
            "code_axis_too_many": "2  |  True",
        },
        ("softmax",),
        ("softmax", {}),
    ),
    Snippet(
        "code_two_layers_backward",
        "# a1 = np.tanh(x @ W1 + b1), y = softmax(a1 @ W2 + b2)\n"
        "d2 = (y - t) / len(t)\n"
        "dW2 = [ア]\n"
        "d1 = [イ]\n"
        "dW1 = [ウ]",
        "a1.T @ d2  |  d2 @ W2.T * (1 - a1 ** 2)  |  x.T @ d1",
        {
            "code_slope_of_sigmoid": "a1.T @ d2  |  d2 @ W2.T * a1 * (1 - a1)  |  x.T @ d1",
            "code_slope_missing": "a1.T @ d2  |  d2 @ W2.T  |  x.T @ d1",
            "code_pair_swapped": "x.T @ d2  |  d2 @ W2.T * (1 - a1 ** 2)  |  a1.T @ d1",
            "code_not_transposed": "a1.T @ d2  |  d2 @ W2 * (1 - a1 ** 2)  |  x.T @ d1",
        },
        ("backpropagation", "layer"),
    ),
    Snippet(
        "code_momentum_both",
        "v = [ア]                   # mu = 0.9\nw = [イ]",
        "mu * v - lr * grad  |  w + v",
        {
            "code_uphill": "mu * v + lr * grad  |  w + v",
            "code_sign_turned": "mu * v - lr * grad  |  w - v",
            "code_memory_complete": "v - mu * lr * grad  |  w + v",
            "code_only_the_step": "mu * v - lr * grad  |  v",
        },
        ("optimizers",),
        ("descent2d", {"chosen": "momentum"}),
    ),
    Snippet(
        "code_precision_recall",
        "TP = np.sum((t == 1) & (p == 1))\n"
        "FP = np.sum((t == 0) & (p == 1))\n"
        "FN = np.sum((t == 1) & (p == 0))\n"
        "precision = [ア]\n"
        "recall = [イ]",
        "TP / (TP + FP)  |  TP / (TP + FN)",
        {
            "code_pair_swapped": "TP / (TP + FN)  |  TP / (TP + FP)",
            "code_all_samples": "TP / len(t)  |  TP / len(t)",
            "code_inverted": "(TP + FP) / TP  |  (TP + FN) / TP",
            "code_misses_for_hits": "FP / (TP + FP)  |  FN / (TP + FN)",
        },
        ("evaluation", "building"),
        ("network", {}),
    ),
    Snippet(
        "code_standardize",
        "mu, sd = [ア].mean(axis=0), [ア].std(axis=0)\n"
        "Z_train = (X_train - mu) / sd\n"
        "Z_test = (X_test - [イ]) / [ウ]",
        "X_train  |  mu  |  sd",
        {
            "code_statistics_of_test": "X_test  |  mu  |  sd",
            "code_test_apart": "X_train  |  X_test.mean(axis=0)  |  X_test.std(axis=0)",
            "code_pair_swapped": "X_train  |  sd  |  mu",
            "code_variance_divides": "X_train  |  mu  |  sd ** 2",
        },
        ("building", "overfitting"),
        ("network", {}),
    ),
    Snippet(
        "code_batch_descent",
        "for epoch in range(epochs):    # X: (N, D)\n"
        "    grad = X.T @ (X @ w - t) / [ア]\n"
        "    w = w - [イ]",
        "len(X)  |  lr * grad",
        {
            "code_features_for_samples": "len(w)  |  lr * grad",
            "code_uphill": "len(X)  |  (-lr) * grad",
            "code_no_mean": "1  |  lr * grad",
            "code_rate_missing": "len(X)  |  grad",
        },
        ("descent", "learning_rate"),
        ("descent", {}),
    ),
    Snippet(
        "code_leaky_backward",
        "def backward(x, dout, alpha=0.01):\n    return dout * np.where(x > 0, [ア], [イ])",
        "1  |  alpha",
        {
            "code_value_for_slope": "x  |  alpha * x",
            "code_sides_swapped": "alpha  |  1",
            "code_relu_itself": "1  |  0",
            "code_minus_alpha": "1  |  -alpha",
        },
        ("leaky_relu", "backpropagation"),
        ("activations", {"function": "leaky_relu"}),
    ),
    Snippet(
        "code_generator_block",
        "block = nn.Sequential(\n"
        "    nn.ConvTranspose2d(c_in, c_out, 4, stride=[ア], padding=1),\n"
        "    nn.[イ](c_out),\n"
        "    nn.ReLU(inplace=True),\n"
        ")",
        "2  |  BatchNorm2d",
        {
            "code_stride_one": "1  |  BatchNorm2d",
            "code_stride_four": "4  |  BatchNorm2d",
            "code_norm_of_rows": "2  |  BatchNorm1d",
            "code_dropout_for_norm": "2  |  Dropout2d",
        },
        ("gan", "batch_normalization"),
        ("gan", {}),
    ),
    Snippet(
        "code_generator_output",
        "# images between -1 and 1\n"
        "last = nn.Sequential(\n"
        "    nn.ConvTranspose2d(c_in, 3, 4, stride=2, padding=1),\n"
        "    nn.[ア](),\n"
        ")",
        "Tanh",
        {
            "code_range_sigmoid": "Sigmoid",
            "code_range_relu": "ReLU",
            "code_range_open": "Identity",
            "code_range_softplus": "Softplus",
        },
        ("gan", "tanh"),
        ("gan", {}),
    ),
)
"""All of them by id."""
