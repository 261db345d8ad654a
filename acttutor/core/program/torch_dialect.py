"""The functions of a network in PyTorch."""

from acttutor.core.program.dialects import CALLS, Dialect, activation_functions

_FUNCTIONS = activation_functions("torch") | {
    "softmax": '''def softmax(z):
    """Probabilities in proportion to e^z."""
    return torch.softmax(z, dim=1)
''',
    "maxout": '''def maxout(a, W, b):
    """For each unit the largest of its sums; W[unit, piece] are the weights of one."""
    return (torch.einsum("ni,uki->nuk", a, W) + b).amax(dim=2)
''',
    "erf": '''def erf(z):
    """The error function."""
    return torch.erf(z)
''',
    "normal_cdf": '''def normal_cdf(z):
    """The normal distribution function."""
    return 0.5 * torch.erfc(-z / math.sqrt(2.0))
''',
    "normal_pdf": '''def normal_pdf(z):
    """The normal density."""
    return torch.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
''',
    "sign": '''def sign(z):
    """-1, 0 or 1."""
    return torch.where(torch.isnan(z), z, torch.sign(z))
''',
    "compare": '''def compare(test, a, b):
    """1 where the test holds, 0 where it does not, nan where a side is unknown."""
    known = ~(torch.isnan(a) | torch.isnan(b))
    return torch.where(known, test(a, b).to(torch.float64), math.nan)
''',
    "constant": '''def constant(value):
    """A number as the functions of the library take it."""
    return torch.tensor(value, dtype=torch.float64)
''',
    "choose": '''def choose(test, a, b):
    """a where the test is not 0, else b; nan where it is unknown."""
    return torch.where(torch.isnan(test), math.nan, torch.where(test != 0, a, b))
''',
}

TORCH = Dialect(
    name="torch",
    title="PyTorch",
    imports="import torch",
    array="torch.tensor({rows}, dtype=torch.float64)",
    as_points="torch.as_tensor(X, dtype=torch.float64)",
    columns="torch.stack([{columns}], dim=1)",
    guard="@torch.no_grad()\n",
    functions=_FUNCTIONS,
    calls={name: call.replace("{library}", "torch") for name, call in CALLS.items()},
)
