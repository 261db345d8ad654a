"""The computational graph of the lab: its steps, its picture, and the numbers that go into it."""

import json

import numpy as np
import pytest
from fit import misfits_of_figure
from scene import Scene

from acttutor.base.state.fields import changed
from acttutor.labs.backprop.computation import NODES
from acttutor.labs.backprop.export import metrics, table
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.state import LEAVES, Settings


def walked(**changes):
    run = Run(Settings(view="graph", **changes))
    while run.step():
        pass
    return run


@pytest.mark.parametrize("graph", NODES)
def test_every_node_is_walked_forward_and_back(graph):
    run = Run(Settings(view="graph", graph=graph))
    assert metrics(run)["graph_loss"] is None
    seen = []
    while True:
        going = run.step()
        seen.append(run.graph.current)
        if not going:
            break
    names = [node.name for node in NODES[graph]]
    assert [step.node.name for step in seen] == names + names[::-1]
    assert metrics(run)["graph_finished"]
    assert all(run.graph.has_gradient(name) for name in run.graph.computation.given)
    assert run.step_back() and not run.graph.finished
    run.reset()
    assert run.graph.position == 0 and not run.step_back()


def test_the_worksheet_stays_where_it_is_and_both_are_kept():
    run = Run(Settings())
    for _ in range(5):
        run.step()
    run.configure(changed(run.settings, view="graph"))
    for _ in range(3):
        run.step()
    run.reset()
    run.step()
    assert (run.position, run.graph.position) == (5, 1)
    other = Run(run.settings)
    other.restore(json.loads(json.dumps(run.snapshot())))
    assert (other.position, other.graph.position) == (5, 1)
    # Files of earlier versions know no graph.
    other.restore({"marks": [], "answer": None, "tries": 0})
    assert other.graph.position == 0


def test_a_batch_has_the_gradient_of_the_mean():
    """By the gradients of each sample alone: their mean, with the same weights."""
    run = walked(graph="batch", batch=3)
    whole = run.graph.computation
    found = []
    for k in range(3):
        alone = Run(Settings(view="graph", graph="batch", batch=3)).graph.computation
        for name in ("x", "t"):
            alone.given[name] = alone.given[name][k : k + 1]
        found.append(alone.gradient("W1"))
    np.testing.assert_allclose(whole.gradient("W1"), np.mean(found, axis=0), atol=1e-12)


def test_the_table_lists_what_each_step_found():
    columns = dict(table(walked(graph="shopping")))
    rows = dict(zip(columns["quantity"], columns["value"], strict=True))
    assert rows["L"] == pytest.approx(715)
    assert rows["dL/da"] == pytest.approx(2.2)
    assert rows["dL/dr"] == pytest.approx(650)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [(548, 574), (1700, 1150)])
@pytest.mark.parametrize("graph", NODES)
def test_everything_fits_at_each_step(graph, size, language):
    scene = Scene("backprop", size=size, language=language, view="graph", graph=graph, batch=3)
    for position in (0, 3, 5, 8):
        scene.run.go_to(position)
        scene.paint()
        assert not misfits_of_figure(scene.figure.figure), position


def test_numbers_are_dragged_and_stand_in_the_picture():
    scene = Scene("backprop", view="graph")
    changes = []
    scene.figure.change = lambda **new: changes.append(new)
    typed = []
    scene.figure.edit_leaf = lambda name, place: typed.append(name)
    x, y = (scene.figure.scale * value for value in scene.figure.computation.box_of("n").middle)
    scene.press(scene.at(x, y))
    scene.release(scene.at(x, y))
    assert typed == ["n"]
    scene.press(scene.at(x, y))
    scene.move(scene.at(x, y - 50 * scene.figure.scale))
    scene.release(scene.at(x, y - 50 * scene.figure.scale))
    assert changes[-1]["leaves_shopping"][1] == pytest.approx(4.0)
    assert [handle.id for handle in scene.figure.handles()][:5] == list(LEAVES["shopping"])
    scene.run.go_to(8)
    scene.paint()
    shown = [text.get_text() for text in scene.figure.computation.layer.texts if text.get_visible()]
    assert {"$650$", "$L = 715$", "$2.2$", "$165$"} <= set(shown)
