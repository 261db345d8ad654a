"""Layers with an activation, a number and dropout of their own, wherever settings go."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from network_runs import make, train

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.cli import commands as cli
from acttutor.core import Network, dropout_mask, training_gradients
from acttutor.core.nn.network import flat_gradient
from acttutor.files import share_code
from acttutor.files.experiment import Experiment, open_experiment, save_experiment
from acttutor.labs.network.model.building import with_dropout, with_number, without_layer
from acttutor.labs.network.run import Run
from acttutor.labs.network.spoken import spoken
from acttutor.labs.network.state import Settings
from acttutor.labs.network.words_layers import layer_names

CHOSEN: dict[str, Any] = {
    "layers": (3, 4, 2),
    "own_activations": ("maxout:4", "prelu:0.1", "elu:2"),
    "dropout": (0.2, 0.0, 0.5),
}


def test_numbers_of_layers_reach_the_network() -> None:
    run = make(**CHOSEN)
    first, second, third, _ = run.network.layers
    assert first.W.shape == (3, 4, 2)
    assert (second.alpha == 0.1).all()
    assert third.activation_params()["alpha"] == 2.0
    others = make(activation="maxout", pieces=3, own_activations=("", "maxout:2"))
    assert [layer.W.shape[1] for layer in others.network.layers[:2]] == [3, 2]


def test_dropout_in_training_is_what_it_says() -> None:
    """The same steps in the form to read; the order of the points stays as it is."""
    run = make(layers=(5, 4), dropout=(0.0, 0.4), lr=0.1, batch=7, seed=3)
    assert run.problem is not None
    plain = run.network.copy()
    rng = np.random.default_rng([3, 2])
    X, T = run.feature_grid(run.problem.X_train), run.problem.T_train
    train(run, 2)
    for start in (start for _ in range(2) for start in range(0, len(X), 7)):
        x, t = X[start : start + 7], T[start : start + 7]
        masks = [np.ones((len(x), 5)), dropout_mask(4, len(x), 0.4, rng)]
        slopes = training_gradients(plain, x, t, run.problem.loss, masks)
        plain.parameters -= 0.1 * flat_gradient(slopes)
    assert run.network.parameters == pytest.approx(plain.parameters, abs=1e-10)
    # In use all units take part: the loss is that of the whole network.
    assert run.losses.train[-1] == pytest.approx(plain.loss(X, T, run.problem.loss))


def test_without_dropout_nothing_is_as_it_was_not() -> None:
    plain, zero = train(make(), 3), train(make(dropout=(0.0, 0.0)), 3)
    assert plain.settings == zero.settings
    assert np.array_equal(plain.network.parameters, zero.network.parameters)


@pytest.mark.parametrize("mode", ["one", "race", "fan"])
def test_a_training_with_dropout_goes_on_from_a_file_as_it_would_have(
    mode: str, tmp_path: Path
) -> None:
    run = train(make(mode=mode, layers=(4, 3), dropout=(0.3,), race_by="lr"), 3)
    kept = tmp_path / "kept.acttutor"
    save_experiment(Experiment("network", run.settings, run.snapshot()), kept)
    again = open_experiment(kept).make_run()
    assert isinstance(again, Run)
    train(run, 2), train(again, 2)
    for one, other in zip(networks(run), networks(again), strict=True):
        assert np.array_equal(one.parameters, other.parameters)
    run.step_back()
    train(run, 1)
    for one, other in zip(networks(run), networks(again), strict=True):
        assert np.array_equal(one.parameters, other.parameters)


def networks(run: Run) -> list[Network]:
    return [run.network] if run.ensemble is None else [m.network for m in run.ensemble.members]


def test_they_go_through_files_codes_and_the_command_line(tmp_path: Path) -> None:
    chosen = changed(Settings(), **CHOSEN)
    sent = Experiment("network", chosen)
    assert share_code.decode(share_code.encode(sent)).settings == chosen
    written = tmp_path / "there.acttutor"
    save_experiment(sent, written)
    assert open_experiment(written).settings == chosen
    options = [f"{name}={json.dumps(value)}" for name, value in CHOSEN.items()]
    target = tmp_path / "trained.acttutor"
    pairs = [word for option in options for word in ("--set", option)]
    call = ["train", "--lab", "network", *pairs, "--epochs", "1", "--save", str(target)]
    assert cli.main(call) == 0
    assert open_experiment(target).settings == chosen


def test_a_file_from_before_opens_without_them(tmp_path: Path) -> None:
    written = tmp_path / "old.acttutor"
    save_experiment(Experiment("network", changed(Settings(), own_activations=("relu",))), written)
    document = json.loads(written.read_text(encoding="utf-8"))
    del document["settings"]["dropout"]
    written.write_text(json.dumps(document), encoding="utf-8")
    settings = open_experiment(written).settings
    assert isinstance(settings, Settings)
    assert settings.activations == ("relu", "tanh") and settings.dropout_rates == (0.0, 0.0)


@pytest.mark.parametrize(
    "bad",
    [{"own_activations": (written,)} for written in ("tanh:1", "maxout:5", "maxout:2.5", "elu:x",
                                                     "prelu:nan", "none")]
    + [{"dropout": value} for value in ((0.1,) * 7, ("much",), 0.5, (float("nan"),))],
)  # fmt: skip
def test_what_cannot_be_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        changed(Settings(), **bad)


def test_they_are_built_one_by_one_and_go_with_their_layer() -> None:
    settings = changed(Settings(), layers=(3, 2), own_activations=("maxout", "relu"))
    assert with_number(settings, 1, 0.5) == {}, "ReLU has no number"
    settings = changed(settings, **with_number(settings, 0, 3))
    settings = changed(settings, **with_dropout(settings, 1, 0.5))
    assert settings.hidden[0].pieces == 3 and settings.dropout == (0.0, 0.5)
    settings = changed(settings, **without_layer(settings))
    assert settings.own_activations == ("maxout:3",) and settings.dropout == ()


def test_names_say_what_is_not_as_everyone_expects() -> None:
    texts = Texts("en")
    settings = changed(Settings(), own_activations=("prelu:0.1", "maxout"), dropout=(0.0, 0.2))
    assert layer_names(settings, 0, texts)[0] == "PReLU α=0.1"
    assert layer_names(settings, 1, texts)[0] == "Maxout p=0.2"
    assert layer_names(changed(settings, own_activations=()), 0, texts) == ["tanh"]
    said = " ".join(spoken(Run(settings), texts))
    assert "PReLU α=0.1" in said and "Maxout p=0.2" in said
