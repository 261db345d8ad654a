"""The functions of a network in NumPy."""

from acttutor.labs.network.script.dialects import CALLS, NEEDS, Dialect

_FUNCTIONS = {
    "step": '''def step(z):
    """1 where z >= 0, else 0."""
    return np.heaviside(z, 1.0)
''',
    "sigmoid": '''def sigmoid(z):
    """1 / (1 + e^-z), written so that nothing overflows."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)
''',
    "tanh": '''def tanh(z):
    """(e^z - e^-z) / (e^z + e^-z)."""
    return np.tanh(z)
''',
    "relu": '''def relu(z):
    """max(0, z)."""
    return np.maximum(z, 0.0)
''',
    "leaky_relu": '''def leaky_relu(z, alpha):
    """z where z > 0, else alpha z."""
    return np.where(z > 0, z, alpha * z)
''',
    "prelu": '''def prelu(z, alpha):
    """z where z > 0, else alpha z, with an alpha that each unit has learned."""
    return np.where(z > 0, z, alpha * z)
''',
    "elu": '''def elu(z, alpha):
    """z where z > 0, else alpha (e^z - 1)."""
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))
''',
    "selu": '''def selu(z):
    """A scaled ELU that keeps mean and variance near 0 and 1."""
    return 1.0507009873554805 * elu(z, 1.6732632423543772)
''',
    "gelu": '''def gelu(z):
    """z Phi(z), with the normal distribution function Phi."""
    return z * normal_cdf(z)
''',
    "softplus": '''def softplus(z):
    """ln(1 + e^z)."""
    return np.logaddexp(z, 0.0)
''',
    "silu": '''def silu(z):
    """z sigmoid(z), also called swish."""
    return z * sigmoid(z)
''',
    "mish": '''def mish(z):
    """z tanh(softplus(z))."""
    return z * np.tanh(softplus(z))
''',
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
    needs=NEEDS,
    calls={
        name: call.replace("{library}.pow", "np.power").replace("{library}", "np")
        for name, call in CALLS.items()
    },
)
