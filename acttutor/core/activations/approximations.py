"""Stand-ins for activation functions that are dear to compute."""

import math

import numpy as np

from acttutor.core.activations.activation import Activation
from acttutor.core.activations.extent import Interval
from acttutor.core.activations.smooth import gelu
from acttutor.core.arrays import Array

_SLOPE, _CUBIC = math.sqrt(2.0 / math.pi), 0.044715
# Left of this, 1 + tanh is exactly 0; stopping z there keeps -inf * 0 from becoming nan.
_FLAT = 40.0


def gelu_tanh(z: Array) -> Array:
    """z/2 (1 + tanh(sqrt(2/pi) (z + 0.044715 z^3))), which stands in for z Phi(z).

    It errs by at most 4.733e-4, at z = 2.70 and -2.70, see `gelu_tanh_error`.  Hendrycks and
    Gimpel, "Gaussian error linear units" (2016), section 2; GPT-2 and BERT use it.
    """
    z = np.maximum(z, -_FLAT)
    return 0.5 * z * (1.0 + np.tanh(_SLOPE * (z + _CUBIC * z * z * z)))


def gelu_tanh_df(z: Array) -> Array:
    """(1 + t)/2 + z/2 (1 - t^2) sqrt(2/pi) (1 + 3 * 0.044715 z^2), where t is the tanh."""
    z = np.clip(z, -_FLAT, _FLAT)
    t = np.tanh(_SLOPE * (z + _CUBIC * z * z * z))
    return 0.5 * (1.0 + t) + 0.5 * z * (1.0 - t * t) * _SLOPE * (1.0 + 3.0 * _CUBIC * z * z)


def gelu_tanh_error(z: Array) -> Array:
    """The approximation minus the true z Phi(z), elementwise; nan at +inf."""
    return gelu_tanh(z) - gelu(z)


def gelu_tanh_range() -> Interval:
    """From the minimum, -0.17004, upwards; the true one is -0.16997."""
    return Interval(-0.17004075057, math.inf, low_closed=True)


GELU_TANH = Activation(
    id="gelu_tanh",
    function=gelu_tanh,
    derivative=gelu_tanh_df,
    params=(),
    template=r"\frac{x}{2}\left(1+\tanh\left(\sqrt{2/\pi}\,(x+0.044715\,x^{3})\right)\right)",
    template_df=(
        r"\frac{1+t}{2}+\frac{z}{2}\,(1-t^{2})\,\sqrt{2/\pi}\,(1+0.134145\,z^{2}),"
        r"\quad t=\tanh(\cdots)"
    ),
    interval=gelu_tanh_range,
    year=2016,
    source="Hendrycks & Gimpel 2016",
)
"""For the activation lab; as the two hardly differ, networks use the true function."""
