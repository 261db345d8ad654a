"""The functions of a network in NumPy."""

from acttutor.core.program.dialects import CALLS, Dialect, activation_functions

_FUNCTIONS = activation_functions("numpy") | {
    "softmax": '''def softmax(z):
    """Probabilities in proportion to e^z."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
''',
    "maxout": '''def maxout(a, W, b):
    """For each unit the largest of its sums; W[unit, piece] are the weights of one."""
    return (np.einsum("ni,uki->nuk", a, W) + b).max(axis=2)
''',
    "erf": """#: The error function; NumPy has none.
erf = np.vectorize(math.erf, otypes=[float])
""",
    "normal_cdf": '''def normal_cdf(z):
    """The normal distribution function; NumPy has no error function, the standard library has."""
    erfc = np.vectorize(math.erfc, otypes=[float])
    return 0.5 * erfc(-z / math.sqrt(2.0))
''',
    "normal_pdf": '''def normal_pdf(z):
    """The normal density."""
    return np.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
''',
    "sign": '''def sign(z):
    """-1, 0 or 1."""
    return np.sign(z)
''',
    "compare": '''def compare(test, a, b):
    """1 where the test holds, 0 where it does not, nan where a side is unknown."""
    return np.where(np.isnan(a) | np.isnan(b), np.nan, np.where(test(a, b), 1.0, 0.0))
''',
    "choose": '''def choose(test, a, b):
    """a where the test is not 0, else b; nan where it is unknown."""
    return np.where(np.isnan(test), np.nan, np.where(np.not_equal(test, 0), a, b))
''',
}

NUMPY = Dialect(
    name="np",
    title="NumPy",
    imports="import numpy as np",
    array="np.array({rows})",
    as_points="np.asarray(X, dtype=float)",
    columns="np.stack([{columns}], axis=1)",
    guard='@np.errstate(all="ignore")\n',
    functions=_FUNCTIONS,
    calls={
        name: call.replace("{library}.pow", "np.power").replace("{library}", "np")
        for name, call in CALLS.items()
    },
)
