"""The network is built in its picture: data, features, layers, units, activations, weights."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from network_runs import make, train

from acttutor.base.state.fields import changed
from acttutor.core.data.features import FEATURES
from acttutor.labs.network.export import metrics
from acttutor.labs.network.figures.net.palette import FILE
from acttutor.labs.network.model.building import without_layer
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.script.program import numpy_script
from acttutor.labs.network.state import Settings

Make = Callable[..., Any]


# -- activations of single layers ----------------------------------------------------------------


def test_each_layer_has_its_own_activation_or_that_of_all() -> None:
    run = train(make(layers=(3, 2, 2), own_activations=("", "relu"), activation="sigmoid"), 3)
    assert [layer.activation_id for layer in run.network.layers] == [
        "sigmoid", "relu", "sigmoid", "tanh",
    ]  # fmt: skip
    X = run.feature_grid(np.array([[1.0, -2.0], [0.5, 3.0]]))
    a, (one, two, three, out) = X, run.network.layers
    a = 1 / (1 + np.exp(-(a @ one.W.T + one.b)))
    a = np.maximum(a @ two.W.T + two.b, 0)
    a = 1 / (1 + np.exp(-(a @ three.W.T + three.b)))
    np.testing.assert_allclose(run.network.forward(X), np.tanh(a @ out.W.T + out.b), atol=1e-14)
    assert metrics(run)["activation"] == "mixed"
    assert np.isnan(run.off_shares()[0]) and 0 <= run.off_shares()[1] <= 1
    assert "relu(" in numpy_script(run) and "sigmoid(" in numpy_script(run)


def test_races_and_removed_layers_forget_activations_of_single_layers() -> None:
    race = make(mode="race", race_by="activation", own_activations=("relu",))
    kinds = {layer.activation_id for m in race.ensemble.members for layer in m.network.layers[:-1]}
    assert len(kinds) == 6
    settings = changed(Settings(), own_activations=("", "relu"))
    gone = changed(settings, **without_layer(settings))
    assert (gone.layers, gone.activations, gone.dropout) == ((4,), ("tanh",), ())
    assert changed(settings, own_activations=("", "")).own_activations == ()
    for bad in (("softmax",), ("",) * 7, "relu", 3, ("relu:1",), ("prelu:3",), ("maxout:2.5",)):
        with pytest.raises(ValueError):
            changed(settings, own_activations=bad)


# -- the picture ---------------------------------------------------------------------------------


def click(made: Any, left: float, top: float) -> None:
    """Click at a place in logical pixels."""
    scale = made.figure.scale
    event = made.at(left * scale, top * scale)
    made.figure.on_move(event)
    made.figure.on_press(event)
    made.figure.on_release(event)
    made.paint()


def head(made: Any, id: str) -> None:
    """Click something above the graph."""
    (target,) = (t for t in made.figure.graph.heads.targets if t.id == id)
    click(made, *target.rect.middle)


@pytest.mark.parametrize("size", [(560, 560), (920, 640), (1900, 1300)])
def test_everything_that_builds_is_within_reach_at_any_size(scene: Make, size: Any) -> None:
    made = scene(size=size)
    head(made, "units + 0")
    head(made, "layers +")
    head(made, "units − 2")
    assert made.run.settings.layers == (5, 2, 1)
    head(made, "layers −")
    head(made, "layers −")
    head(made, "layers −")
    assert made.run.settings.layers == ()
    assert not [t for t in made.figure.graph.heads.targets if t.id == "layers −"]
    head(made, "layers +")
    head(made, "activation 0")
    (what, (layer, *_)) = next(a for a in reversed(made.asked) if a[0] != "request_frame")
    assert what == "choose_layer" and layer == 0
    layout = made.figure.graph.layout_
    slot, x, y = layout.offered[3]
    click(made, x / made.figure.scale, y / made.figure.scale)
    assert made.run.settings.features == ("x1", "x2", list(FEATURES)[slot])
    x, y = made.figure.graph.layout_.centers[0][0]
    click(made, x / made.figure.scale, y / made.figure.scale)
    assert "x1" not in made.run.settings.features


def test_data_are_chosen_from_their_pictures(scene: Make) -> None:
    made = scene(size=(1100, 700))
    palette = made.figure.palette
    for id, place in zip(palette.ids, palette.places, strict=False):
        click(made, *place.middle)
        assert made.run.settings.data == id
    shown = [image.get_pixels()[..., 3].any() for image in palette.images]
    assert shown == [id != "own" for id in palette.ids], "each has its points"


def test_what_is_hovered_says_what_will_happen(scene: Make) -> None:
    made = scene()
    (target,) = (t for t in made.figure.graph.heads.targets if t.id == "units + 0")
    made.move(made.at(*np.array(target.rect.middle) * made.figure.scale))
    assert "5 units" in made.figure.said.words.get_text()
    _, x, y = made.figure.graph.layout_.offered[0]
    made.move(made.at(x, y))
    assert "$x_1^2$" in made.figure.said.words.get_text()


def test_a_unit_is_dragged_out(scene: Make) -> None:
    made = scene()
    x, y = made.figure.graph.layout_.centers[1][1]
    made.figure.on_press(made.at(x, y))
    made.move(made.at(x + 10, y + 20))
    made.figure.on_release(made.at(x + 10, y + 20))
    assert made.run.settings.layers == (4, 2), "not far enough"
    made.figure.on_press(made.at(x, y))
    made.move(made.at(x + 20, y + 120))
    made.figure.on_release(made.at(x + 20, y + 120))
    assert made.run.settings.layers == (3, 2)


# -- weights by hand -----------------------------------------------------------------------------


@pytest.mark.parametrize("spot", [Spot("line", 2, 1, 3), Spot("bias", 1, 2)])
def test_a_weight_follows_the_pointer_up_and_down(scene: Make, spot: Spot) -> None:
    made = scene()
    x, y = made.place(spot)
    start = made.run.number_at(spot)
    made.figure.on_press(made.hover(spot))
    made.figure.on_move(made.at(x, y - 50))
    (what, (held, value)) = made.asked[-1]
    assert (what, held) == ("hold_weight", spot)
    assert value == pytest.approx(start + 1.0, abs=0.006)
    made.figure.on_move(made.at(x, y - 50, modifiers=("shift",)))
    assert made.asked[-1][1][1] == pytest.approx(start + 0.1, abs=0.001)
    made.figure.on_release(made.at(x, y - 50))
    assert made.asked[-1][0] == "let_weight_go"
    made.hover(spot)
    made.figure.on_scroll(made.at(x, y, step=2))
    assert made.asked[-2][1][1] == pytest.approx(start + 0.2, abs=0.001)


def test_what_is_held_stays_held_while_the_network_learns() -> None:
    run, spot = train(make(), 5), Spot("line", 1, 0, 1)
    for value in (1.0, 2.0, 3.5):
        run.hold_weight(spot, value)
    before = run.network.layers[0].W[0, 1]
    assert before == 3.5
    for _ in range(3):
        run.step()
        assert run.network.layers[0].W[0, 1] == 3.5
        loss = run.network.loss(run._inputs["train"], run.problem.T_train)
        assert run.losses.train[-1] == pytest.approx(loss)
    run.let_weight_go()
    run.step()
    assert run.network.layers[0].W[0, 1] != 3.5
    while run.epoch > 5:
        run.step_back()
    run.step_back()
    assert run.epoch == 5 and run.network.layers[0].W[0, 1] != 3.5, "one step takes back all of it"


def test_a_file_of_ones_own_is_chosen_in_the_picture(scene: Make) -> None:
    made = scene(size=(1100, 700))
    palette = made.figure.palette
    place = palette.places[palette.offers.index(FILE)]
    click(made, *place.middle)
    assert made.asked[0] == ("open_file", ())
    assert made.run.settings.data == "circle"
    made.move(made.at(*(v * made.figure.scale for v in place.middle)))
    assert "file" in made.figure.said.words.get_text()
    handle = next(h for h in made.figure.handles() if h.id == f"data {FILE}")
    handle.press()
    assert made.asked[-1] == ("open_file", ())
