"""The sheet: how far it has come, what filling in does, what is kept and what begins anew."""

import json

import pytest

from acttutor.base.state.fields import changed
from acttutor.core.worksheet.calculation import LOSS, NEW_LOSS, Quantity
from acttutor.labs.backprop.agreement import rows, summary
from acttutor.labs.backprop.export import metrics, table
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.state import NETS, Settings, bounds, rows_name, with_number


def run_with(**changes):
    return Run(changed(Settings(), **changes))


def test_every_net_has_its_numbers_and_keeps_them():
    run = run_with()
    for net, sizes in NETS.items():
        run.configure(changed(run.settings, net=net))
        assert run.task.sizes == sizes
        assert len(run.task.x) == sizes[0]
        assert len(run.task.parameters) == sum(map(len, run.task.rows))
    edited = with_number(run.settings, Quantity("w", 4, 2), 0.25)
    run.configure(changed(run.settings, **edited))
    run.configure(changed(run.settings, net="1-1"))
    run.configure(changed(run.settings, net="2-3-2"))
    assert run.known[Quantity("w", 4, 2)] == 0.25


@pytest.mark.parametrize("net", NETS)
def test_every_given_number_can_be_changed_and_only_that_one(net):
    settings = changed(Settings(), net=net)
    before = settings.task.given()
    for name in before:
        after = changed(settings, **with_number(settings, name, 0.123)).task.given()
        assert {key for key in after if after[key] != before[key]} == {name}
        assert after[name] == 0.123


@pytest.mark.parametrize(
    "rows",
    [(), ((1,),), ((1, 2), (1,), (1, 2, 3), (1, 2, 3), (1, 2)), ((1, 2), (1,)) + ((1, 2, 101),) * 3,
     ((1, 2), (1,)) + ((1, 2, float("nan")),) * 3, ((1, 2), (1,)) + ((1, 2, "x"),) * 3, 7],
)  # fmt: skip
def test_numbers_of_the_wrong_shape_or_size_are_refused(rows):
    with pytest.raises(ValueError, match="numbers_2_2_1"):
        changed(Settings(), numbers_2_2_1=rows)


def test_cross_entropy_goes_with_sigmoid_and_with_probabilities():
    settings = changed(Settings(), output="relu", loss="binary_cross_entropy")
    settings = changed(settings, **{rows_name(settings): ((1, 2), (3,), *settings.rows[2:])})
    assert (settings.task.output, settings.task.t) == ("sigmoid", (1.0,))
    assert bounds(settings, Quantity("t", 3)) == (0.0, 1.0)
    back = changed(settings, loss="squared_error")
    assert (back.task.output, back.task.t) == ("relu", (3.0,))


# -- stepping ----------------------------------------------------------------------------------


def test_steps_go_to_the_end_and_back():
    run = run_with()
    count = 1
    while run.step():
        count += 1
    assert count == len(run.steps) == 31
    assert run.finished and not run.step()
    assert run.known[NEW_LOSS] < run.known[LOSS]
    while run.step_back():
        count -= 1
    assert count == 0 and run.current is None


def test_what_is_shown_is_what_is_done():
    run = run_with()
    run.go_to(7)
    assert run.current == LOSS and run.shows(LOSS)
    assert run.shows(Quantity("x", 1)) and run.shows(Quantity("w", 3, 2))
    assert not run.shows(Quantity("delta", 3))
    run.go_to(2)
    assert not run.shows(LOSS)
    run.go_to(1000)
    assert run.finished


def test_other_numbers_while_watching_keep_the_place():
    run = run_with()
    run.go_to(12)
    old = run.known[LOSS]
    run.configure(changed(run.settings, **with_number(run.settings, Quantity("x", 1), 0.2)))
    assert run.position == 12 and run.known[LOSS] != old
    run.configure(changed(run.settings, net="1-1"))
    assert run.position == 0


# -- filling in --------------------------------------------------------------------------------


def test_right_answers_lead_through_the_sheet():
    run = run_with(mode="fill")
    while run.filling:
        assert run.fill(float(f"{run.known[run.steps[run.position]]:.4g}"))
    assert run.marks == ["right"] * 31


def test_a_wrong_answer_stays_until_it_is_corrected():
    run = run_with(mode="fill")
    assert not run.fill(0.25)  # without the bias of 0.1
    assert (run.position, run.answer, run.tries, run.mistake) == (0, 0.25, 1, "no_bias")
    assert run.fill(0.35)
    assert (run.marks, run.answer, run.mistake) == (["corrected"], None, "")
    run.step()
    assert run.marks == ["corrected", "shown"]


def test_other_numbers_begin_a_new_sheet_but_another_rate_only_the_update():
    run = run_with(mode="fill")
    run.go_to(25)
    run.configure(changed(run.settings, help="none", speed=4, check=True))
    assert run.position == 25
    run.configure(changed(run.settings, lr=0.1))
    assert run.position == run.first_update == 21
    run.configure(changed(run.settings, **with_number(run.settings, Quantity("t", 3), 0.0)))
    assert run.position == 0


def test_a_restored_run_is_the_run_that_was_kept():
    run = run_with(mode="fill")
    for answer in (0.35, 0.1, 0.5866, 7):
        run.fill(answer)
    kept = json.loads(json.dumps(run.snapshot()))
    other = Run(run.settings)
    other.restore(kept)
    assert other.snapshot() == run.snapshot() == kept
    assert (other.marks, other.answer, other.tries) == (["right", "corrected"], 7.0, 1)


@pytest.mark.parametrize(
    "wrong",
    [{"marks": 3}, {"marks": ["good"]}, {"marks": ["right"] * 32}, {"marks": [["right"]]},
     {"answer": "x"}, {"answer": True}, {"answer": float("nan")}, {"tries": -1}, {"tries": None},
     {"tries": 2}, {"answer": 10**400}],
)  # fmt: skip
def test_what_is_no_snapshot_is_refused_and_changes_nothing(wrong):
    run = run_with(mode="fill")
    run.fill(0.35)
    before = run.snapshot()
    with pytest.raises(ValueError, match=next(iter(wrong))):
        run.restore({**before, **wrong})
    assert run.snapshot() == before


# -- the check, and what is published ----------------------------------------------------------


def test_the_check_agrees_where_f_is_smooth():
    for net in NETS:
        for f in ("sigmoid", "tanh", "softplus", "identity"):
            found = rows(run_with(net=net, hidden=f, output=f))
            digits, agree = summary(found)
            assert agree and digits >= 5
            assert len(found) == len(run_with(net=net).task.parameters)


def test_the_check_says_so_where_a_kink_is_met():
    kink = run_with(net="1-1", output="relu", numbers_1_1=((1.0,), (1.0,), (0.0, 0.0)))
    assert not summary(rows(kink))[1]


def test_the_check_agrees_that_a_dead_unit_has_no_slope():
    dead = run_with(net="1-1", output="relu", numbers_1_1=((1.0,), (1.0,), (-1.0, 0.0)))
    assert all(row.agrees and row.slope == 0 for row in rows(dead))


def test_the_check_gives_no_answers_away():
    run = run_with(mode="fill")
    run.go_to(9)
    shown = [row.parameter for row in rows(run) if not row.hidden]
    assert shown == [Quantity("w", 3, 1)]
    assert not any(row.hidden for row in rows(run_with()))


def test_observables_keep_their_names_and_tables_their_lengths():
    run = run_with()
    before = metrics(run)
    assert before["loss"] is None and before["new_loss"] is None
    run.go_to(31)
    after = metrics(run)
    assert after.keys() == before.keys()
    assert after["finished"] and after["new_loss"] < after["loss"]
    columns = dict(table(run))
    assert {len(values) for values in columns.values()} == {31}
    assert columns["quantity"][7:9] == ["delta3", "dL/dw31"]
    assert columns["value"][6] == after["loss"]


def test_lessons_see_the_numbers_only_once_they_are_on_the_sheet():
    """A goal on a number must not be met before the learner has come to it."""
    run = run_with(net="1-1", output="identity")
    before = metrics(run)
    assert (before["input"], before["weight"], before["bias"]) == (1.5, 0.8, -0.5)
    assert before["net_input"] is before["output"] is before["delta"] is None
    run.go_to(9)
    after = metrics(run)
    assert after["net_input"] == pytest.approx(0.8 * 1.5 - 0.5)
    assert after["delta"] == pytest.approx(0.7 - 1.0)
    assert after["slope_1"] == pytest.approx(-0.3 * 1.5)
    assert after["new_weight"] == pytest.approx(0.8 + 0.5 * 0.45)
    assert after["slope_2"] is None
