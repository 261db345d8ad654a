"""What shares a mean is what changes an entry when it is changed; and NumPy's own axes agree."""

import numpy as np
import pytest

from acttutor.core import NORMALIZATIONS, normalize_block, sharing

SHAPE = (3, 4, 2, 2)
#: The axes that each kind averages over, as the papers say.
AXES = {"batch": (0, 2, 3), "layer": (1, 2, 3), "instance": (2, 3)}


@pytest.mark.parametrize("kind", AXES)
def test_it_is_what_numpy_gives_over_the_axes_of_the_paper(kind: str) -> None:
    x = np.random.default_rng(1).normal(3.0, 2.0, SHAPE)
    axes = AXES[kind]
    wanted = (x - x.mean(axes, keepdims=True)) / np.sqrt(x.var(axes, keepdims=True) + 1e-5)
    np.testing.assert_allclose(normalize_block(x, kind), wanted, rtol=1e-12, atol=1e-12)


def test_groups_are_layers_of_neighbouring_channels() -> None:
    x = np.random.default_rng(2).normal(size=SHAPE)
    parts = [normalize_block(x[:, part], "layer") for part in (slice(0, 2), slice(2, 4))]
    np.testing.assert_allclose(normalize_block(x, "group", 2), np.concatenate(parts, axis=1))
    for groups, kind in ((1, "layer"), (4, "instance")):
        np.testing.assert_allclose(
            normalize_block(x, "group", groups), normalize_block(x, kind), atol=1e-12
        )


@pytest.mark.parametrize("kind", NORMALIZATIONS)
def test_an_entry_depends_on_those_with_which_it_shares_a_mean(kind: str) -> None:
    x = np.random.default_rng(3).normal(size=SHAPE)
    place = (1, 2, 0, 1)
    numbers = sharing(kind, SHAPE)
    before = normalize_block(x, kind)[place]
    for other in np.ndindex(SHAPE):
        moved = x.copy()
        moved[other] += 0.5
        changed = abs(normalize_block(moved, kind)[place] - before) > 1e-9
        assert changed == (numbers[other] == numbers[place])


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="groups"):
        sharing("group", SHAPE, 3)
    with pytest.raises(ValueError, match="kind"):
        sharing("weight", SHAPE)
