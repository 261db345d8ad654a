"""First weights have the spread that their recipe promises."""

import numpy as np
import pytest

from acttutor.core.nn.layers.initializers import INITIALIZERS

VARIANCES = {"playground": 1 / 12, "xavier": 2 / 500, "he": 2 / 200, "lecun": 1 / 200, "normal": 1}


@pytest.mark.parametrize(("id", "variance"), VARIANCES.items())
def test_variance(id: str, variance: float, rng: np.random.Generator) -> None:
    W = INITIALIZERS[id].weights(200, 300, rng)
    assert W.shape == (300, 200)
    assert W.var() == pytest.approx(variance, rel=0.03)
    assert abs(W.mean()) < 0.03 * np.sqrt(variance)


def test_playground_is_uniform_within_half(rng: np.random.Generator) -> None:
    W = INITIALIZERS["playground"].weights(100, 100, rng)
    assert -0.5 <= W.min() < -0.49 and 0.49 < W.max() <= 0.5


def test_biases_and_zeros(rng: np.random.Generator) -> None:
    assert {i.id: i.bias for i in INITIALIZERS.values() if i.bias} == {"playground": 0.1}
    assert not INITIALIZERS["zeros"].weights(3, 2, rng).any()
    assert list(INITIALIZERS) == ["playground", "xavier", "he", "lecun", "normal", "zeros"]
