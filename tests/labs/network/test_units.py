"""The map speaks of the data in their own units, and shows all of one's own points."""

import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from covering import covering

from acttutor.base.state.fields import changed
from acttutor.labs.network.figures.net.units import number_near, ticks
from acttutor.labs.network.model.data.table import EMPTY, Frame, Table
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.state import Settings
from acttutor.labs.network.words import formula_in_units, unit_formula

Make = Callable[..., Any]


#: Names of columns that Matplotlib, a format or a line could take for something else.
NAMES = ["$", "a$b", r"\frac{", "_x^", "名前" * 20, "a\nb", "100%", "{0}"]


def read(text: str) -> float:
    """Return the number that a label stands for."""
    return float(text.replace("−", "-").replace(",", ""))


@pytest.mark.parametrize(
    ("low", "high"),
    [
        (1966.2, 1983.8),
        (-0.00031, 0.00042),
        (44_990, 45_010),
        (-6, 6),
        (0, 1e9),
        (99.9987, 99.9999),
        (1e-9, 7e-9),
        (-3e12, 5e12),
        (0.05, 12.45),
    ],
)
def test_ticks_are_round_and_told_apart(low: float, high: float) -> None:
    places, names = ticks(low, high)
    assert len(places) >= 3
    assert len(set(names)) == len(names)
    for place, name in zip(places, names, strict=True):
        assert low <= place <= high
        assert read(name) == pytest.approx(place, abs=(high - low) * 1e-6)
        assert len(name) <= 9


def test_a_number_has_the_digits_of_its_step() -> None:
    assert number_near(1975, 5) == "1975"
    assert number_near(0.5, 0.25) == "0.50"
    assert number_near(-2.5, 2.5) == "−2.5"
    assert number_near(1.0, 0.0) == "1", "all data in one place have no step"
    assert number_near(float("nan"), 1.0) == number_near(float("inf"), 1.0) == "–"


def own(**more: Any) -> dict[str, Any]:
    """Return settings with a small table of two classes."""
    rows = tuple((20.0 + k, 30_000.0 + 900 * k, float(k > 20)) for k in range(40))
    columns = ("Age", "Salary", "Purchased")
    points = np.array([row[:2] for row in rows])
    table = Table(rows, ("no", "yes"), columns, "ads.csv", Frame.around(points), positive=1)
    return {"data": "own", "table": table, **more}


def test_every_clicked_point_is_seen_from_the_first(scene: Make) -> None:
    made = scene(data="own")
    table = EMPTY
    for count in range(1, 8):
        table = table.with_point(float(count) - 4, 1.0, count % 2)
        made.configure(table=table)
        seen = sum(
            len(artist.get_xdata())
            for artist in made.figure.map.data.artists.values()
            if artist.get_visible()
        )
        assert seen == count


@pytest.mark.parametrize("loss", ["usual", "binary_cross_entropy", "softmax_cross_entropy"])
def test_the_reading_names_place_and_class(scene: Make, loss: str) -> None:
    made = scene(**own(class_loss=loss, lr=0.1))
    made.step(80)
    map_ = made.figure.map
    for x, y in ((-4.0, -4.0), (4.0, 4.0)):
        made.move(made.over(map_.axes, x, y))
        said = map_.reading.get_text()
        age, salary = made.run.problem.frame.out_of([x, y])
        place = said[said.index("(") + 1 : said.index(")")].split(", ")
        assert read(place[0]) == pytest.approx(age, abs=0.3)
        assert read(place[1]) == pytest.approx(salary, abs=300)
        assert ("yes" if x > 0 else "no") in said.split(")")[1]


def test_a_number_to_predict_has_units_a_scale_and_no_boundary(scene: Make) -> None:
    rows = tuple((float(k % 10), float(k // 10), 1000.0 + 40 * k) for k in range(100))
    table = Table(rows, (), ("width", "depth", "price"), "p.csv", Frame((4.5, 4.5), (0.9, 0.9)))
    made = scene(data="own", table=table, lr=0.1)
    made.step(60)
    map_ = made.figure.map
    assert not map_.boundary.get_visible()
    assert map_.title.get_text() == made.texts("network.map.values")
    assert (map_.scale.low.get_text(), map_.scale.high.get_text()) == ("1000", "4960")
    made.move(made.over(map_.axes, 2.0, 1.0))
    said = map_.reading.get_text()
    output = made.run.network.forward([[2.0, 1.0]])[0, 0]
    expected = 1000 + (output + 1) / 2 * 3960
    assert said.split()[-2] == "price"
    assert read(said.split()[-1]) == pytest.approx(expected, rel=0.01)
    # One unit has no price: its map is from −1 to 1 and has its boundary.
    made.figure.on_leave(None)
    made.hover(Spot("unit", 1, 0))
    made.paint()
    assert map_.boundary.get_visible()
    assert (map_.scale.low.get_text(), map_.scale.high.get_text()) == ("−1", "+1")


def test_probabilities_have_a_scale_of_their_own(scene: Make) -> None:
    made = scene(class_loss="binary_cross_entropy")
    map_ = made.figure.map
    assert (map_.scale.low.get_text(), map_.scale.high.get_text()) == ("0", "1")
    made.move(made.over(map_.axes, 1.0, 1.0))
    output = made.run.network.forward([[1.0, 1.0]])[0, 0]
    assert read(map_.reading.get_text().split()[-1]) == pytest.approx(output, abs=0.01)


# -- names of columns, and formulas in the units of the data ------------------------------------


def test_inputs_carry_the_names_of_their_columns(scene: Make) -> None:
    made = scene(**own(features=("x1", "x2", "x2_squared", "x1x2", "sin_x1")))
    names = [name.get_text() for name in made.figure.graph.names]
    assert names == ["Age", "Salary", "Salary$^2$", "Age × Salary", "sin Age"]
    formula = unit_formula(made.run, Spot("unit", 1, 0))
    assert all(name in formula for name in ("Age", "Salary", "sin Age"))
    made.configure(data="circle")
    assert made.figure.graph.names[0].get_text() == "$x_1$"


@pytest.mark.parametrize(("name", "activation"), covering(NAMES, ["tanh", "maxout"], strength=1))
def test_any_name_can_be_drawn(scene: Make, name: str, activation: str) -> None:
    given = own(activation=activation, layers=(2,))
    given["table"] = replace(given["table"], columns=(name, "Salary", name))
    made = scene(**given)
    for spot in (Spot("unit", 0, 0), Spot("unit", 1, 0), Spot("unit", 2, 0)):
        made.hover(spot)
        made.paint(full=True)
    made.configure(layers=())
    made.paint(full=True)


def _terms(formula: str) -> tuple[float, float, float]:
    """Return the factors of Age and Salary and the constant of a formula that is shown."""
    plain = formula.replace("$", "").replace("\\,", "").replace("\\;", " ").replace("−", "-")
    inside = plain.split("=", 1)[1]
    number = r"([+-]?)\s*(\d[\d.]*)(?:\s*\\times\s*10\^\{?(-?\d+)\}?)?"
    found = re.search(rf"{number}\s*Age\s*{number}\s*Salary\s*{number}", inside)
    assert found, formula
    values = []
    for k in range(0, 9, 3):
        sign, digits, power = found.groups()[k : k + 3]
        values.append(float(f"{sign}{digits}") * 10.0 ** int(power or 0))
    return values[0], values[1], values[2]


@pytest.mark.parametrize("is_number", [False, True])
def test_a_network_of_one_layer_is_written_in_the_units_of_the_data(
    scene: Make, is_number: bool
) -> None:
    given = own(layers=())
    if is_number:
        rows = tuple((x, y, 3 * x + y / 100) for x, y, _ in given["table"].rows)
        given["table"] = replace(given["table"], rows=rows, classes=(), positive=0)
    made = scene(**given)
    made.step(60)
    made.paint()  # without training in between, so that the words have followed
    run, problem = made.run, made.run.problem
    shown = made.figure.said.words.get_text()
    assert shown == formula_in_units(run, 0) == unit_formula(run, Spot("unit", 1, 0))
    age_factor, salary_factor, constant = _terms(shown)
    for age, salary in ((20.0, 30_000.0), (45.0, 61_000.0)):
        u = age_factor * age + salary_factor * salary + constant
        output = run.network.forward(problem.frame.into(np.array([[age, salary]])))
        expected = problem.in_units(output) if is_number else output
        said = u if is_number else math.tanh(u)
        assert said == pytest.approx(float(expected[0, 0]), rel=0.02, abs=0.02)


def test_hidden_layers_have_no_such_formula(scene: Make) -> None:
    made = scene(**own())
    assert formula_in_units(made.run, 0) == ""
    made.configure(layers=(), features=("x1", "x1x2"))
    assert formula_in_units(made.run, 0) == ""


def test_an_input_says_how_it_is_scaled(scene: Make) -> None:
    made = scene(**own())
    text = unit_formula(made.run, Spot("unit", 0, 1))
    frame = made.run.problem.frame
    numbers = [float(n) for n in re.findall(r"\d[\d.]*", text.replace("x_2", ""))]
    assert "Salary" in text
    assert numbers == pytest.approx([frame.offset[1], frame.factor[1]], rel=1e-3)


# -- a point to predict --------------------------------------------------------------------------


def test_a_click_pins_what_the_network_says_there_and_follows_it(scene: Make) -> None:
    made = scene(**own(class_loss="binary_cross_entropy", pen="read", lr=0.3))
    map_ = made.figure.map
    assert not map_.pin.get_visible()
    event = made.over(map_.axes, 3.0, 2.0)
    event.button = 1
    made.figure.on_press(event)
    made.figure.on_release(event)
    pinned = made.run.settings.pinned
    assert pinned == pytest.approx(made.run.problem.frame.out_of([3.0, 2.0]), rel=1e-2)
    assert len(made.run.settings.table.rows) == 40, "a click that reads adds no point"
    for epochs in (0, 40):
        made.step(epochs)
        made.paint()
        square = made.run.problem.frame.into(np.array([pinned]))
        p = made.run.network.forward(square)[0, 0]
        expected = f"{'yes' if p > 0.5 else 'no'} {100 * max(p, 1 - p):.0f} %"
        assert map_.pin_text.get_text().endswith(expected)
    made.figure.on_press(event)
    made.figure.on_release(event)
    assert made.run.settings.pinned == () and not map_.pin.get_visible()


@pytest.mark.parametrize("data", ["circle", "iris", "reg_plane"])
def test_a_point_outside_of_the_map_is_predicted_all_the_same(scene: Make, data: str) -> None:
    made = scene(data=data, pinned=(40.0, -900.0))
    made.step(3)
    map_ = made.figure.map
    assert map_.pin_text.get_visible()
    (x,), (y,) = map_.pin.get_data()
    assert (x, y) == (6.0, -6.0)
    assert "40" in map_.pin_text.get_text() and "−900" in map_.pin_text.get_text()
    box = map_.pin_text.get_window_extent(made.canvas.get_renderer())
    assert box.x1 <= map_.axes.bbox.x1 + 1 and box.y0 >= map_.axes.bbox.y0 - 1


@pytest.mark.parametrize("bad", [(1.0,), (1.0, math.nan), (1.0, 1e200), "ab", (1, 2, 3), None])
def test_what_is_no_point_is_refused(bad: Any) -> None:
    with pytest.raises(ValueError):
        changed(Settings(), pinned=bad)
