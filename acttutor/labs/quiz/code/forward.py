"""Forward: activation functions, softmax, losses, layers."""

from acttutor.labs.quiz.code.snippet import Snippet, register

SNIPPETS = register(
    Snippet(
        "code_sigmoid",
        "def sigmoid(x):\n    return [ア]",
        "1 / (1 + np.exp(-x))",
        {
            "code_sign_of_exponent": "1 / (1 + np.exp(x))",
            "code_minus_for_plus": "1 / (1 - np.exp(-x))",
            "code_no_such_function": "1 / (1 + np.exe(-x))",
            "code_sigmoid_of_minus": "np.exp(-x) / (1 + np.exp(-x))",
        },
        ("sigmoid",),
        ("activations", {"function": "sigmoid"}),
    ),
    Snippet(
        "code_sigmoid_other_form",
        "def sigmoid(x):\n    return np.exp(x) / [ア]",
        "(1 + np.exp(x))",
        {
            "code_sign_of_exponent": "(1 + np.exp(-x))",
            "code_minus_for_plus": "(1 - np.exp(x))",
            "code_brackets_missing": "1 + np.exp(x)",
            "code_tanh_denominator": "(np.exp(x) + np.exp(-x))",
        },
        ("sigmoid",),
        ("activations", {"function": "sigmoid"}),
    ),
    Snippet(
        "code_relu",
        "def relu(x):\n    return [ア]",
        "np.maximum(0, x)",
        {
            "code_np_max": "np.max(0, x)",
            "code_not_for_arrays": "max(0, x)",
            "code_minimum": "np.minimum(0, x)",
            "code_absolute": "np.abs(x)",
        },
        ("relu",),
        ("activations", {"function": "relu"}),
    ),
    Snippet(
        "code_leaky_relu",
        "def leaky_relu(x, alpha=0.01):\n    return np.where([ア])",
        "x > 0, x, alpha * x",
        {
            "code_sides_swapped": "x > 0, alpha * x, x",
            "code_relu_itself": "x > 0, x, 0",
            "code_constant_slope": "x > 0, x, alpha",
            "code_minus_alpha": "x > 0, x, -alpha * x",
        },
        ("leaky_relu",),
        ("activations", {"function": "leaky_relu"}),
    ),
    Snippet(
        "code_step",
        "def step_function(x):\n    return [ア]",
        "(x > 0).astype(int)",
        {
            "code_not_for_arrays": "1 if x > 0 else 0",
            "code_int_of_array": "int(x > 0)",
            "code_cut_off": "x.astype(int)",
            "code_sides_swapped": "(x < 0).astype(int)",
        },
        ("step",),
        ("activations", {"function": "step"}),
    ),
    Snippet(
        "code_tanh",
        "def tanh(x):\n    p, m = np.exp(x), np.exp(-x)\n    return [ア]",
        "(p - m) / (p + m)",
        {
            "code_inverted": "(p + m) / (p - m)",
            "code_sinh": "(p - m) / 2",
            "code_brackets_missing": "p - m / p + m",
            "code_sigmoid_of_twice": "p / (p + m)",
        },
        ("tanh",),
        ("activations", {"function": "tanh"}),
    ),
    Snippet(
        "code_tanh_large",
        "x = np.array([0.5, 800.0])\nprint([ア])      # [0.46211716 1.        ]",
        "np.tanh(x)",
        {
            "code_inf_by_inf": "(np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))",
            "code_tanh_of_half": "2 / (1 + np.exp(-x)) - 1",
            "code_sinh": "(np.exp(x) - np.exp(-x)) / 2",
            "code_no_such_function": "np.tan_h(x)",
        },
        ("tanh",),
        ("activations", {"function": "tanh"}),
    ),
    Snippet(
        "code_gelu",
        "def gelu(x):\n    return x / 2 * [ア]",
        "(1 + erf(x / np.sqrt(2)))",
        {
            "code_without_root_two": "(1 + erf(x))",
            "code_minus_for_plus": "(1 - erf(x / np.sqrt(2)))",
            "code_one_missing": "erf(x / np.sqrt(2))",
            "code_times_root_two": "(1 + erf(x * np.sqrt(2)))",
        },
        ("gelu",),
        ("activations", {"function": "gelu"}),
    ),
    Snippet(
        "code_softmax_shift",
        "def softmax(x):\n    e = np.exp(x - [ア])\n    return e / np.sum(e)",
        "np.max(x)",
        {
            "code_overflow": "0",
            "code_overflow_min": "np.min(x)",
            "code_underflow": "np.sum(np.abs(x))",
            "code_exp_of_max": "np.exp(np.max(x))",
        },
        ("softmax",),
        ("softmax", {}),
    ),
    Snippet(
        "code_softmax_batch",
        "def softmax(x):                # x: (N, K)\n"
        "    e = np.exp(x - x.max(axis=1, keepdims=True))\n"
        "    return e / [ア]",
        "e.sum(axis=1, keepdims=True)",
        {
            "code_sum_of_all": "e.sum()",
            "code_wrong_axis": "e.sum(axis=0, keepdims=True)",
            "code_keepdims_missing": "e.sum(axis=1)",
            "code_largest_for_sum": "e.max(axis=1, keepdims=True)",
        },
        ("softmax",),
        ("softmax", {}),
    ),
    Snippet(
        "code_cross_entropy",
        "def cross_entropy(y, t):       # t: one-hot, (N, K)\n"
        "    return -np.sum(t * np.log(y + 1e-7)) / [ア]",
        "y.shape[0]",
        {
            "code_classes_for_samples": "y.shape[1]",
            "code_all_numbers": "y.size",
            "code_no_mean": "1",
            "code_sum_of_outputs_twice": "(2 * len(y))",
        },
        ("losses", "softmax"),
        ("softmax", {}),
    ),
    Snippet(
        "code_cross_entropy_labels",
        "def cross_entropy(y, t):       # t: labels, (N,)\n"
        "    n = y.shape[0]\n"
        "    return -np.sum(np.log(y[[ア]] + 1e-7)) / n",
        "np.arange(n), t",
        {
            "code_rows_by_label": "t",
            "code_all_rows": ":, t",
            "code_axes_swapped": "t, np.arange(n)",
            "code_first_column": "np.arange(n), 0",
        },
        ("losses", "softmax"),
        ("softmax", {}),
    ),
    Snippet(
        "code_cross_entropy_binary",
        "def binary_cross_entropy(y, t):\n    return -np.mean([ア])",
        "t * np.log(y) + (1 - t) * np.log(1 - y)",
        {
            "code_only_positives": "t * np.log(y)",
            "code_minus_for_plus": "t * np.log(y) - (1 - t) * np.log(1 - y)",
            "code_targets_swapped": "(1 - t) * np.log(y) + t * np.log(1 - y)",
            "code_logarithm_of_target": "y * np.log(t + 1e-7) + (1 - y) * np.log(1 - t + 1e-7)",
        },
        ("losses", "sigmoid"),
        ("softmax", {}),
    ),
    Snippet(
        "code_squared_error",
        "def loss(y, t):                # y, t: (N, K)\n    return [ア] / len(y)",
        "0.5 * np.sum((y - t) ** 2)",
        {
            "code_square_of_sum": "0.5 * np.sum(y - t) ** 2",
            "code_half_missing": "np.sum((y - t) ** 2)",
            "code_absolute": "0.5 * np.sum(np.abs(y - t))",
            "code_difference_of_squares": "0.5 * np.sum(y ** 2 - t ** 2)",
        },
        ("losses",),
        ("network", {}),
    ),
    Snippet(
        "code_affine_forward",
        "def affine(x, W, b):           # x: (N, D), W: (D, M), b: (M,)\n    return [ア]",
        "np.dot(x, W) + b",
        {
            "code_factors_swapped": "np.dot(W, x) + b",
            "code_elementwise": "x * W + b",
            "code_transposed": "np.dot(x, W.T) + b",
            "code_bias_multiplied": "np.dot(x, W + b)",
        },
        ("layer",),
        ("collapse", {}),
    ),
    Snippet(
        "code_unit",
        "def unit(x, w, b, f):\n    return [ア]",
        "f(np.dot(w, x) + b)",
        {
            "code_bias_outside": "f(np.dot(w, x)) + b",
            "code_activation_first": "np.dot(w, f(x)) + b",
            "code_no_activation": "np.dot(w, x) + b",
            "code_sum_for_product": "f(np.sum(w + x) + b)",
        },
        ("unit",),
        ("unit", {}),
    ),
    Snippet(
        "code_two_layers",
        "def predict(x, W1, b1, W2, b2):\n"
        "    y1 = sigmoid(np.dot(x, W1) + b1)\n"
        "    return softmax([ア])",
        "np.dot(y1, W2) + b2",
        {
            "code_input_again": "np.dot(x, W2) + b2",
            "code_first_weights_again": "np.dot(y1, W1) + b1",
            "code_factors_swapped": "np.dot(W2, y1) + b2",
            "code_activation_twice": "sigmoid(np.dot(y1, W2) + b2)",
        },
        ("layer", "building"),
        ("network", {}),
    ),
    Snippet(
        "code_maxout",
        "def maxout(x, W, b):           # x: (N, D), W: (M, k, D), b: (M, k)\n"
        '    u = np.einsum("nd,mkd->nmk", x, W) + b\n'
        "    return [ア]",
        "u.max(axis=2)",
        {
            "code_units_for_pieces": "u.max(axis=1)",
            "code_wrong_axis": "u.max(axis=0)",
            "code_largest_of_all": "u.max()",
            "code_mean_for_max": "u.mean(axis=2)",
        },
        ("maxout",),
        ("maxout", {}),
    ),
)
