"""Backward: what each layer hands back."""

from acttutor.labs.quiz.code.snippet import Snippet, register

SNIPPETS = register(
    Snippet(
        "code_sigmoid_backward",
        "class Sigmoid:\n"
        "    def forward(self, x):\n"
        "        self.y = 1 / (1 + np.exp(-x))\n"
        "        return self.y\n"
        "    def backward(self, dout):\n"
        "        return [ア]",
        "dout * (1.0 - self.y) * self.y",
        {
            "code_chain_missing": "(1.0 - self.y) * self.y",
            "code_output_for_slope": "dout * self.y",
            "code_slope_of_tanh": "dout * (1.0 - self.y ** 2)",
            "code_squared_bracket": "dout * (1.0 - self.y) ** 2",
        },
        ("sigmoid", "backpropagation"),
    ),
    Snippet(
        "code_tanh_backward",
        "class Tanh:\n"
        "    def forward(self, x):\n"
        "        self.y = np.tanh(x)\n"
        "        return self.y\n"
        "    def backward(self, dout):\n"
        "        return [ア]",
        "dout * (1 - self.y ** 2)",
        {
            "code_squared_bracket": "dout * (1 - self.y) ** 2",
            "code_slope_of_sigmoid": "dout * (1 - self.y) * self.y",
            "code_chain_missing": "1 - self.y ** 2",
            "code_sum_for_product": "dout + (1 - self.y ** 2)",
        },
        ("tanh", "backpropagation"),
    ),
    Snippet(
        "code_relu_mask",
        "class ReLU:\n"
        "    def forward(self, x):\n"
        "        self.mask = [ア]\n"
        "        out = x.copy()\n"
        "        out[self.mask] = 0\n"
        "        return out\n"
        "    def backward(self, dout):\n"
        "        dx = dout.copy()\n"
        "        dx[self.mask] = 0\n"
        "        return dx                  # f'(0) = 0",
        "(x <= 0)",
        {
            "code_sides_swapped": "(x > 0)",
            "code_slope_at_zero": "(x < 0)",
            "code_only_zero": "(x == 0)",
            "code_not_a_mask": "np.maximum(x, 0)",
        },
        ("relu", "backpropagation"),
    ),
    Snippet(
        "code_relu_backward",
        "def forward(x):\n    return np.maximum(0, x)\ndef backward(x, dout):\n    return [ア]",
        "dout * (x > 0)",
        {
            "code_mask_of_gradient": "dout * (dout > 0)",
            "code_sides_swapped": "dout * (x <= 0)",
            "code_value_for_slope": "dout * np.maximum(0, x)",
            "code_chain_missing": "(x > 0) * 1.0",
        },
        ("relu", "dying_relu"),
    ),
    Snippet(
        "code_multiply_backward",
        "class Multiply:\n"
        "    def forward(self, x, y):\n"
        "        self.x, self.y = x, y\n"
        "        return x * y\n"
        "    def backward(self, dout):\n"
        "        return [ア]",
        "dout * self.y, dout * self.x",
        {
            "code_inputs_not_swapped": "dout * self.x, dout * self.y",
            "code_as_addition": "dout, dout",
            "code_chain_missing": "self.y, self.x",
            "code_product_itself": "dout * self.x * self.y, dout * self.x * self.y",
        },
        ("computational_graph", "backpropagation"),
        ("backprop", {"view": "graph"}),
    ),
    Snippet(
        "code_add_backward",
        "class Add:\n"
        "    def forward(self, x, y):\n"
        "        self.x, self.y = x, y\n"
        "        return x + y\n"
        "    def backward(self, dout):\n"
        "        return [ア]",
        "dout, dout",
        {
            "code_as_multiplication": "dout * self.y, dout * self.x",
            "code_shared_out": "dout / 2, dout / 2",
            "code_chain_missing": "1.0, 1.0",
            "code_sign_of_second": "dout, -dout",
        },
        ("computational_graph", "backpropagation"),
        ("backprop", {"view": "graph"}),
    ),
    Snippet(
        "code_affine_dw",
        "# x: (N, D), W: (D, M), dout: (N, M)\ndW = [ア]",
        "np.dot(x.T, dout)",
        {
            "code_transposed_other": "np.dot(x, dout.T)",
            "code_transposed_result": "np.dot(dout.T, x)",
            "code_elementwise": "x * dout",
            "code_weights_for_inputs": "np.dot(W.T, dout)",
        },
        ("backpropagation", "layer"),
    ),
    Snippet(
        "code_affine_dx",
        "# x: (N, D), W: (D, M), dout: (N, M)\ndx = [ア]",
        "np.dot(dout, W.T)",
        {
            "code_not_transposed": "np.dot(dout, W)",
            "code_factors_swapped": "np.dot(W, dout)",
            "code_transposed_result": "np.dot(W, dout.T)",
            "code_elementwise": "dout * W.T",
        },
        ("backpropagation", "layer"),
    ),
    Snippet(
        "code_affine_db",
        "# b: (M,), dout: (N, M)\ndb = [ア]",
        "np.sum(dout, axis=0)",
        {
            "code_sum_of_all": "np.sum(dout)",
            "code_wrong_axis": "np.sum(dout, axis=1)",
            "code_mean_for_sum": "np.mean(dout, axis=0)",
            "code_not_summed": "dout",
        },
        ("backpropagation", "layer"),
    ),
    Snippet(
        "code_affine_all",
        "# x: (N, D), W: (D, M), dout: (N, M)\n"
        "dW = np.dot([ア])\n"
        "dx = np.dot([イ])\n"
        "db = dout.sum(axis=[ウ])",
        "x.T, dout  |  dout, W.T  |  0",
        {
            "code_wrong_axis": "x.T, dout  |  dout, W.T  |  1",
            "code_pair_swapped": "dout, W.T  |  x.T, dout  |  0",
            "code_not_transposed": "x, dout  |  dout, W  |  0",
            "code_factors_swapped": "dout, x.T  |  W.T, dout  |  0",
        },
        ("backpropagation", "layer"),
    ),
    Snippet(
        "code_softmax_loss_backward",
        "# y: softmax, t: one-hot, (N, K)\ndx = [ア]",
        "(y - t) / len(t)",
        {
            "code_sign_turned": "(t - y) / len(t)",
            "code_no_mean": "y - t",
            "code_slope_of_sigmoid": "(y - t) * y * (1 - y) / len(t)",
            "code_logarithm_slope": "-t / y / len(t)",
        },
        ("softmax", "losses", "backpropagation"),
        ("softmax", {}),
    ),
    Snippet(
        "code_numerical_gradient",
        "def numerical_gradient(f, x, h=1e-4):\n    return [ア]",
        "(f(x + h) - f(x - h)) / (2 * h)",
        {
            "code_width_of_one_side": "(f(x + h) - f(x - h)) / h",
            "code_half_difference": "(f(x + h) - f(x)) / (2 * h)",
            "code_plus_for_minus": "(f(x + h) + f(x - h)) / (2 * h)",
            "code_brackets_missing": "(f(x + h) - f(x - h)) / 2 * h",
        },
        ("backpropagation", "descent"),
    ),
    Snippet(
        "code_gradient_index",
        "def gradient(f, x, h=1e-4):\n"
        "    grad = np.zeros_like(x)\n"
        "    for i in range(x.size):\n"
        "        kept = x[i]\n"
        "        x[i] = kept + h; high = f(x)\n"
        "        x[i] = kept - h; low = f(x)\n"
        "        grad[i] = (high - low) / (2 * h)\n"
        "        [ア]\n"
        "    return grad",
        "x[i] = kept",
        {
            "code_not_put_back": "x[i] = kept - h",
            "code_left_high": "x[i] = kept + h",
            "code_zero_for_kept": "x[i] = 0",
            "code_gradient_for_kept": "x[i] = grad[i]",
        },
        ("backpropagation", "descent"),
    ),
)
