"""The picture of the network lab shows its points, charts and words where they belong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fit import misfits_of_figure

from acttutor.base.state.fields import changed
from acttutor.labs.network.model.data.table import Table
from acttutor.labs.network.model.data.table_file import read_table
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.plots.style import THEMES

Make = Callable[..., Any]


# -- points --------------------------------------------------------------------------------------


def shown(made: Any) -> dict[str, int]:
    """Return how many points are seen in each colour and kind."""
    found: dict[str, int] = {}
    for (part, number), artist in made.figure.map.data.artists.items():
        if artist.get_visible() and len(artist.get_xdata()):
            found[f"{part} {number}"] = len(artist.get_xdata())
    return found


def test_points_stand_where_they_are_in_the_colour_of_their_class(scene: Make) -> None:
    made = scene(noise=20, show_test=True)
    problem = made.run.problem
    for part, X, T in (
        ("train", problem.X_train, problem.T_train),
        ("test", problem.X_test, problem.T_test),
    ):
        for number, sign in enumerate((1, -1)):
            artist = made.figure.map.data.artists[part, number]
            is_full = artist.get_markerfacecolor() == THEMES["light"].classes[number]
            assert is_full == (part == "train"), "test points are hollow"
            np.testing.assert_array_equal(np.column_stack(artist.get_data()), X[T[:, 0] == sign])
    assert sum(shown(made).values()) == 500
    made.configure(show_test=False)
    assert sum(shown(made).values()) == 250
    assert not any(name.startswith("test") for name in shown(made))


def test_all_points_are_shown_for_every_kind_of_problem(scene: Make) -> None:
    made = scene(show_test=True)
    for data, count in (("reg_gauss", 1200), ("iris", 150), ("own", 0), ("xor", 500)):
        made.configure(data=data)
        assert sum(shown(made).values()) == count
    made.configure(data="own", table=Table(rows=((1.0, 1.0, 2.0),)))
    assert shown(made) == {"train 2": 1}


def test_points_of_the_next_problem_replace_those_of_the_last(scene: Make) -> None:
    """Two changes between two frames, as a lesson makes them; memory is used again at once."""
    made = scene()
    for seed in range(2, 20):
        made.run.configure(changed(made.run.settings, data_seed=seed + 1000))
        made.run.configure(changed(made.run.settings, data_seed=seed))
        made.figure.update()
        X = made.run.problem.X_train[made.run.problem.T_train[:, 0] > 0]
        np.testing.assert_array_equal(made.figure.map.data.artists["train", 0].get_xdata(), X[:, 0])


def test_axes_and_legend_speak_of_the_users_data(scene: Make, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(
        "length $,$\\bad{width$,kind\n1000,0.1,_first\n3000,0.3,a $\\x{ b$\n2000,0.2,c\n"
    )
    made = scene(data="own", table=read_table(path))
    axes = made.figure.map.axes
    assert (axes.get_xlabel(), made.figure.map.y_name.get_text()) == ("length $", "$\\bad{width$")
    legend = axes.get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["_first", "a $\\x{ b$", "c"]
    ticks = [label.get_text().replace("−", "-") for label in axes.get_xticklabels()]
    # The data fill −5 … 5 of the square, which shows −6 … 6: here 800 to 3200. Ticks are round,
    # and stand where they say.
    assert [float(tick) for tick in ticks] == [1000, 1500, 2000, 2500, 3000]
    assert list(axes.get_xticks()) == pytest.approx([-5, -2.5, 0, 2.5, 5])
    middle = made.run.problem.frame.out_of([[0.0, 0.0]])[0]
    assert tuple(middle) == pytest.approx((2000, 0.2))


def test_very_long_names_stay_within_the_figure(scene: Make, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    name = "名" * 30_000
    path.write_text(f"{name},{name},{name}\n1,2,{name}a\n3,4,{name}b\n", encoding="utf-8")
    made = scene(data="own", table=read_table(path))
    renderer = made.canvas.get_renderer()
    axes = made.figure.map.axes
    box = axes.xaxis.label.get_window_extent(renderer)
    assert box.width < 2 * axes.bbox.width
    assert axes.get_legend().get_window_extent(renderer).width < axes.bbox.width


# -- charts --------------------------------------------------------------------------------------


def test_the_loss_chart_reads_the_losses_of_the_run(scene: Make) -> None:
    made = scene()
    made.step(50)
    losses = made.figure.losses
    for epoch in (0, 7, 33, 50):
        made.move(made.over(losses.axes, epoch + 0.2, 0.1))
        text = losses.reading.get_text()
        assert f"Epoch {epoch} " in text
        assert f"{made.run.losses.train[epoch]:.4g}" in text
        assert f"{made.run.losses.test[epoch]:.4g}" in text
        assert losses.reading.get_visible()
    made.figure.on_leave(None)
    made.paint()
    assert not losses.reading.get_visible()


def test_the_bars_are_the_mean_sizes_of_the_gradients(scene: Make) -> None:
    made = scene(activation="relu", layers=(5, 3, 2))
    made.step(5)
    chart = made.figure.gradients
    corners = chart.bars.get_path().vertices.reshape(-1, 5, 2)
    sizes = [np.abs(dW).mean() for dW, _ in made.run.gradients()]
    assert len(corners) == len(sizes) == 4
    assert corners[..., 0].max(axis=1) == pytest.approx(np.array(sizes))
    assert corners[..., 1].mean(axis=1).round().tolist() == [0, 1, 2, 3]
    assert chart.axes.get_xlim()[0] <= min(sizes)
    # The numbers are written anew once training pauses.
    made.paint()
    for value, size, off in zip(chart.values, sizes, [*made.run.off_shares(), None], strict=False):
        written = value.get_text().replace("−", "-").split()[0]
        assert float(written) == pytest.approx(size, rel=0.06)
        assert off is None or f"{off:.0%}" in "".join(value.get_text().split())


def test_vanishing_gradients_are_drawn_too(scene: Make) -> None:
    made = scene(init="zeros", layers=(8,) * 6, activation="sigmoid")
    made.step(3)
    made = scene(activation="relu")
    for unit in range(4):
        made.run.set_weight(0, unit, None, -1000.0)
    made.paint()
    assert "layer 1" in made.figure.said.words.get_text()
    assert np.isfinite(made.figure.gradients.bars.get_path().vertices).all()


# -- the pointer ---------------------------------------------------------------------------------


def test_clicks_ask_for_what_is_under_the_pointer(scene: Make) -> None:
    made = scene()
    spot = Spot("line", 2, 1, 0)
    event = made.hover(spot)
    assert made.figure.cursor(event) == "hand"
    made.figure.on_press(event)
    made.figure.on_release(event)
    (what, (asked_for, place)), (then, _) = made.asked
    assert (what, asked_for, then) == ("edit_weight", spot, "let_weight_go")
    assert place == pytest.approx(made.place(spot))
    made.asked.clear()
    # A unit, and the map of points that are not one's own, ask for nothing.
    made.figure.on_press(made.hover(Spot("unit", 1, 1)))
    made.figure.on_press(made.over(made.figure.map.axes, 2.0, 3.0))
    assert made.asked == []


def test_clicks_into_the_map_of_ones_own_data(scene: Make) -> None:
    made = scene(data="own")
    axes = made.figure.map.axes
    made.move(made.over(axes, 2.0, -3.0))
    assert made.figure.cursor(made.over(axes, 2.0, -3.0)) == "cross"
    made.figure.on_press(made.over(axes, 2.0, -3.0))
    made.figure.on_press(made.over(axes, -1.0, 4.0, button=3))
    (add, at), (remove, there) = made.asked
    assert (add, remove) == ("add_point", "remove_point")
    assert at == pytest.approx((2.0, -3.0))
    assert there == pytest.approx((-1.0, 4.0))


@pytest.mark.parametrize(
    ("size", "theme", "language"),
    [
        ((320, 240), "light", "ja"),
        ((640, 480), "dark", "en"),
        ((1000, 560), "dark", "ja"),
        ((1000, 560), "light", "en"),
        ((3000, 1600), "light", "ja"),
    ],
)
def test_any_size_theme_and_language_can_be_drawn(
    scene: Make, size: tuple[int, int], theme: str, language: str
) -> None:
    """Warnings, such as a letter missing in the font, fail this test."""
    made = scene(size=size, theme=theme, language=language, data="iris", show_test=True)
    made.step(2)
    made.hover(Spot("unit", 1, 0))
    made.move(made.over(made.figure.losses.axes, 1.0, 0.5))


@pytest.mark.parametrize(("activation", "language"), [("leaky_relu", "en"), ("sigmoid", "ja")])
def test_the_heads_of_many_layers_do_not_cover_each_other_in_the_smallest_window(
    scene: Make, activation: str, language: str
) -> None:
    layers = (3,) * 6
    made = scene(size=(552, 574), language=language, layers=layers, activation=activation)
    assert not misfits_of_figure(made.figure.figure)


@pytest.mark.parametrize("dpi", [72, 144, 192])
def test_the_pointer_finds_the_same_on_any_screen(scene: Make, dpi: float) -> None:
    made = scene(dpi=dpi)
    for spot in (Spot("unit", 1, 3), Spot("bias", 2, 0), Spot("line", 3, 0, 1)):
        made.hover(spot)
    assert made.figure.scale == dpi / 96
