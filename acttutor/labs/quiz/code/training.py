"""Around training: first weights, batch normalization, dropout, batches, how good it is."""

from acttutor.labs.quiz.code.snippet import Snippet, register

SNIPPETS = register(
    Snippet(
        "code_he",
        "W = np.random.randn(n_in, n_out) * [ア]      # ReLU",
        "np.sqrt(2 / n_in)",
        {
            "code_variance_for_deviation": "2 / n_in",
            "code_lecun": "np.sqrt(1 / n_in)",
            "code_xavier": "np.sqrt(2 / (n_in + n_out))",
            "code_root_of_inputs": "np.sqrt(2 * n_in)",
        },
        ("initialization",),
        ("gradients", {"init": "he"}),
    ),
    Snippet(
        "code_xavier_start",
        "# Glorot & Bengio (2010)\nW = np.random.randn(n_in, n_out) * [ア]",
        "np.sqrt(2 / (n_in + n_out))",
        {
            "code_he_start": "np.sqrt(2 / n_in)",
            "code_lecun": "np.sqrt(1 / n_in)",
            "code_variance_for_deviation": "2 / (n_in + n_out)",
            "code_brackets_missing": "np.sqrt(2 / n_in + n_out)",
        },
        ("initialization",),
        ("gradients", {"init": "xavier"}),
    ),
    Snippet(
        "code_batch_norm",
        "mu = x.mean(axis=0)            # x: (N, D)\n"
        "var = x.var(axis=0)\n"
        "xn = (x - mu) / [ア]\n"
        "out = gamma * xn + beta",
        "np.sqrt(var + 1e-5)",
        {
            "code_root_missing": "(var + 1e-5)",
            "code_brackets_missing": "np.sqrt(var) + mu",
            "code_squared_again": "(var ** 2 + 1e-5)",
            "code_root_of_samples": "np.sqrt(len(x))",
        },
        ("batch_normalization",),
        ("gradients", {"batch_norm": True}),
    ),
    Snippet(
        "code_batch_norm_axis",
        "# x: (N, D)\nmu = x.mean([ア])\nvar = x.var([ア])\nxn = (x - mu) / np.sqrt(var + 1e-5)",
        "axis=0",
        {
            "code_layer_norm": "axis=1, keepdims=True",
            "code_keepdims_missing": "axis=1",
            "code_mean_of_all": "",
            "code_axis_too_many": "axis=2",
        },
        ("batch_normalization",),
        ("gradients", {"batch_norm": True}),
    ),
    Snippet(
        "code_batch_norm_running",
        "# training; momentum = 0.9\nrunning_mean = [ア]",
        "momentum * running_mean + (1 - momentum) * mu",
        {
            "code_shares_swapped": "(1 - momentum) * running_mean + momentum * mu",
            "code_memory_missing": "mu",
            "code_memory_complete": "running_mean + (1 - momentum) * mu",
            "code_mean_of_both": "(running_mean + mu) / 2",
        },
        ("batch_normalization",),
        ("gradients", {"batch_norm": True}),
    ),
    Snippet(
        "code_batch_norm_inference",
        "# inference\nxn = [ア]\nout = gamma * xn + beta",
        "(x - running_mean) / np.sqrt(running_var + 1e-5)",
        {
            "code_statistics_of_batch": "(x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5)",
            "code_root_missing": "(x - running_mean) / (running_var + 1e-5)",
            "code_mean_not_taken_off": "x / np.sqrt(running_var + 1e-5)",
            "code_normalized_not": "x",
        },
        ("batch_normalization",),
        ("gradients", {"batch_norm": True}),
    ),
    Snippet(
        "code_dropout",
        "def dropout(x, rate, training):\n"
        "    if training:\n"
        "        mask = np.random.rand(*x.shape) > rate\n"
        "        return x * mask\n"
        "    return [ア]",
        "x * (1.0 - rate)",
        {
            "code_not_scaled": "x",
            "code_rate_for_rest": "x * rate",
            "code_inverted_in_inference": "x / (1.0 - rate)",
            "code_drops_in_inference": "x * (np.random.rand(*x.shape) > rate)",
        },
        (
            "dropout",
            "overfitting",
        ),
        ("network", {}),
    ),
    Snippet(
        "code_dropout_inverted",
        "def dropout(x, rate, training):   # inverted dropout\n"
        "    if not training:\n"
        "        return x\n"
        "    mask = np.random.rand(*x.shape) > rate\n"
        "    return [ア]",
        "x * mask / (1.0 - rate)",
        {
            "code_not_scaled": "x * mask",
            "code_scaled_down": "x * mask * (1.0 - rate)",
            "code_rate_for_rest": "x * mask / rate",
            "code_mask_turned": "x * ~mask / (1.0 - rate)",
        },
        (
            "dropout",
            "overfitting",
        ),
        ("network", {}),
    ),
    Snippet(
        "code_dropout_backward",
        "class Dropout:\n"
        "    def forward(self, x, rate):\n"
        "        self.mask = np.random.rand(*x.shape) > rate\n"
        "        return x * self.mask\n"
        "    def backward(self, dout):\n"
        "        return [ア]",
        "dout * self.mask",
        {
            "code_everything_back": "dout",
            "code_mask_turned": "dout * ~self.mask",
            "code_new_mask": "dout * (np.random.rand(*dout.shape) > 0.5)",
            "code_only_mask": "self.mask * 1.0",
        },
        ("dropout", "overfitting", "backpropagation"),
        ("network", {}),
    ),
    Snippet(
        "code_batches",
        "order = np.random.permutation(len(X))\n"
        "for i in range(0, len(X), batch_size):\n"
        "    rows = [ア]\n"
        "    train_step(X[rows], T[rows])",
        "order[i:i + batch_size]",
        {
            "code_not_shuffled": "slice(i, i + batch_size)",
            "code_end_missing": "order[i:]",
            "code_length_for_end": "order[i:batch_size]",
            "code_one_sample": "order[i]",
        },
        ("building", "descent"),
        ("network", {}),
    ),
    Snippet(
        "code_accuracy",
        "# y: (N, K), t: labels, (N,)\naccuracy = [ア]",
        "np.mean(np.argmax(y, axis=1) == t)",
        {
            "code_wrong_axis": "np.mean(np.argmax(y, axis=0) == t)",
            "code_count_for_share": "np.sum(np.argmax(y, axis=1) == t)",
            "code_value_for_place": "np.mean(np.max(y, axis=1) == t)",
            "code_one_place_of_all": "np.mean(np.argmax(y) == t)",
        },
        ("evaluation", "softmax"),
        ("network", {}),
    ),
    Snippet(
        "code_one_hot",
        "# t: labels, (N,)\nT = [ア]                       # (N, K)",
        "np.eye(K)[t]",
        {
            "code_rows_for_classes": "np.eye(len(t))[:, :K]",
            "code_ones_everywhere": "np.ones((len(t), K))",
            "code_transposed": "np.eye(K)[t].T",
            "code_label_as_number": "np.repeat(t[:, None], K, axis=1)",
        },
        ("losses", "softmax"),
        ("softmax", {}),
    ),
    Snippet(
        "code_clipping",
        "norm = np.sqrt(np.sum(grad ** 2))\nif norm > threshold:\n    grad = [ア]",
        "grad * threshold / norm",
        {
            "code_inverted": "grad * norm / threshold",
            "code_each_number": "np.clip(grad, -threshold, threshold)",
            "code_only_threshold": "threshold",
            "code_length_one": "grad / norm",
        },
        ("clipping", "exploding"),
        ("gradients", {"clip": True}),
    ),
)
