"""A typed activation in the network lab: trained by the same engine as the built-in ones."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.formula.expression import activation_from, parse
from acttutor.core.nn.network import Network
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import Settings
from acttutor.labs.network.words import message


def run(**changes: Any) -> Run:
    return Run(changed(Settings(), **changes))


def trained(epochs: int = 40, **changes: Any) -> Run:
    lab = run(**changes)
    for _ in range(epochs):
        lab.step()
    return lab


@pytest.mark.parametrize(
    ("formula", "id"), [("tanh(x)", "tanh"), ("x*sigmoid(x)", "silu"), ("max(0, x)", "relu")]
)
def test_a_typed_function_trains_like_the_built_in_one(formula: str, id: str) -> None:
    own = trained(activation="own", formula=formula)
    known = trained(activation=id)
    np.testing.assert_allclose(own.network.parameters, known.network.parameters, atol=1e-10)
    np.testing.assert_allclose(own.losses.train, known.losses.train, atol=1e-10)
    for (dW, db), (dW_known, db_known) in zip(own.gradients(), known.gradients(), strict=True):
        np.testing.assert_allclose(dW, dW_known, atol=1e-10)
        np.testing.assert_allclose(db, db_known, atol=1e-10)


def test_fans_and_races_train_it_too() -> None:
    for changes in ({"mode": "fan"}, {"mode": "race", "race_by": "lr"}):
        own = trained(8, activation="own", formula="tanh(x)", **changes)
        known = trained(8, activation="tanh", **changes)
        assert own.ensemble is not None
        assert known.ensemble is not None
        for member, other in zip(own.ensemble.members, known.ensemble.members, strict=True):
            np.testing.assert_allclose(
                member.network.parameters, other.network.parameters, atol=1e-10
            )


def test_another_formula_starts_again_with_the_same_weights() -> None:
    lab = trained(5, activation="own", formula="tanh(x)")
    first = run(activation="own", formula="tanh(x)").network.parameters.copy()
    lab.configure(changed(lab.settings, formula="sin(x)"))
    assert lab.epoch == 0
    np.testing.assert_array_equal(lab.network.parameters, first)
    lab.step()
    assert not np.array_equal(lab.network.parameters, first)


@pytest.mark.parametrize("formula", ["log(x)", "sqrt(x)", "exp(exp(x^2))", "1/relu(x)"])
def test_without_a_value_it_diverges_and_nothing_breaks(formula: str) -> None:
    lab = trained(3, activation="own", formula=formula)
    assert lab.failure is not None
    for language in ("ja", "en"):
        said = message(lab, Texts(language))
        assert parse(formula).places[0] in said
        assert "0.03" not in said, "the learning rate is not to blame"
    lab.configure(changed(lab.settings, formula="tanh(x)"))
    assert lab.failure is None
    assert lab.step()


def test_what_a_network_takes() -> None:
    """Two different typed functions in one network, and none under the name of another."""
    rng = np.random.default_rng(0)
    kinds = [activation_from("tanh(x)"), activation_from("max(0,x)")]
    X = rng.normal(size=(5, 2))
    own = Network((2, 3, 3, 1), kinds, rng=np.random.default_rng(1))
    known = Network((2, 3, 3, 1), ["tanh", "relu"], rng=np.random.default_rng(1))
    np.testing.assert_allclose(own.forward(X), known.forward(X), atol=1e-15)
    disguised = replace(activation_from("x^2"), id="tanh")
    with pytest.raises(ValueError, match="tanh"):
        Network((2, 3, 1), disguised, rng=rng)
    Network((2, 3, 1), ACTIVATIONS["tanh"], rng=rng)
