"""Updates: the rules of the optimizers."""

from acttutor.labs.quiz.code.snippet import Snippet, register

_SHOW: tuple[str, dict[str, object]] = ("descent2d", {})

SNIPPETS = register(
    Snippet(
        "code_descent",
        "def gradient_descent(df, x, lr, steps):\n"
        "    for _ in range(steps):\n"
        "        x = [ア]\n"
        "    return x",
        "x - lr * df(x)",
        {
            "code_uphill": "x + lr * df(x)",
            "code_only_the_step": "lr * df(x)",
            "code_divided_by_rate": "x - df(x) / lr",
            "code_rate_of_place": "lr * (x - df(x))",
        },
        ("descent",),
        ("descent", {}),
    ),
    Snippet(
        "code_sgd",
        "for key in params:\n    params[key] [ア]",
        "-= lr * grads[key]",
        {
            "code_uphill": "+= lr * grads[key]",
            "code_only_the_step": "= lr * grads[key]",
            "code_divided_by_rate": "-= grads[key] / lr",
            "code_rate_missing": "-= grads[key]",
        },
        ("optimizers",),
        _SHOW,
    ),
    Snippet(
        "code_momentum",
        "v = [ア]                       # momentum = 0.9\nw = w + v",
        "momentum * v - lr * grad",
        {
            "code_uphill": "momentum * v + lr * grad",
            "code_memory_missing": "-lr * grad",
            "code_factors_of_others": "lr * v - momentum * grad",
            "code_memory_complete": "v - lr * grad",
        },
        ("optimizers",),
        _SHOW,
    ),
    Snippet(
        "code_adagrad",
        "h = h + [ア]\nw = w - lr * grad / (np.sqrt(h) + 1e-7)",
        "grad * grad",
        {
            "code_not_squared": "grad",
            "code_absolute": "np.abs(grad)",
            "code_average_of_rmsprop": "0.1 * (grad * grad - h)",
            "code_step_squared": "(lr * grad) ** 2",
        },
        ("optimizers",),
        _SHOW,
    ),
    Snippet(
        "code_adagrad_step",
        "h = h + grad * grad\nw = w - lr * grad / [ア]",
        "(np.sqrt(h) + 1e-7)",
        {
            "code_root_missing": "(h + 1e-7)",
            "code_division_by_zero": "np.sqrt(h)",
            "code_brackets_missing": "np.sqrt(h) + 1e-7",
            "code_squared_again": "(h ** 2 + 1e-7)",
        },
        ("optimizers",),
        _SHOW,
    ),
    Snippet(
        "code_rmsprop",
        "h = rho * h + [ア]             # rho = 0.9\nw = w - lr * grad / (np.sqrt(h) + 1e-7)",
        "(1 - rho) * grad * grad",
        {
            "code_sum_of_adagrad": "grad * grad",
            "code_share_of_memory": "rho * grad * grad",
            "code_not_squared": "(1 - rho) * grad",
            "code_brackets_missing": "1 - rho * grad * grad",
        },
        ("optimizers",),
        _SHOW,
    ),
    Snippet(
        "code_adam_moments",
        "m = beta1 * m + [ア]\n"
        "v = beta2 * v + [イ]\n"
        "m_hat = m / (1 - beta1 ** t)\n"
        "v_hat = v / (1 - beta2 ** t)\n"
        "w = w - lr * m_hat / (np.sqrt(v_hat) + 1e-8)",
        "(1 - beta1) * grad  |  (1 - beta2) * grad ** 2",
        {
            "code_pair_swapped": "(1 - beta1) * grad ** 2  |  (1 - beta2) * grad",
            "code_share_of_memory": "beta1 * grad  |  beta2 * grad ** 2",
            "code_not_squared": "(1 - beta1) * grad  |  (1 - beta2) * grad",
            "code_sum_of_adagrad": "grad  |  grad ** 2",
        },
        ("optimizers",),
        _SHOW,
    ),
    Snippet(
        "code_adam_bias",
        "m = beta1 * m + (1 - beta1) * grad\n"
        "v = beta2 * v + (1 - beta2) * grad ** 2\n"
        "m_hat = m / [ア]\n"
        "v_hat = v / [イ]\n"
        "w = w - lr * m_hat / (np.sqrt(v_hat) + 1e-8)",
        "(1 - beta1 ** t)  |  (1 - beta2 ** t)",
        {
            "code_powers_missing": "(1 - beta1)  |  (1 - beta2)",
            "code_times_for_power": "(1 - beta1 * t)  |  (1 - beta2 * t)",
            "code_pair_swapped": "(1 - beta2 ** t)  |  (1 - beta1 ** t)",
            "code_plus_for_minus": "(1 + beta1 ** t)  |  (1 + beta2 ** t)",
        },
        ("optimizers",),
        _SHOW,
    ),
    Snippet(
        "code_weight_decay",
        "# L = loss + 0.5 * lam * sum(W ** 2)\ngrad = dW + [ア]\nW = W - lr * grad",
        "lam * W",
        {
            "code_penalty_for_slope": "0.5 * lam * W ** 2",
            "code_l1_for_l2": "lam * np.sign(W)",
            "code_twice": "2 * lam * W",
            "code_sign_turned": "-lam * W",
        },
        (
            "weight_decay",
            "overfitting",
        ),
        ("network", {"penalty": "l2"}),
    ),
)
