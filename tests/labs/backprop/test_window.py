"""The worksheet in the real window: type where the numbers stand, and go on from blank to blank."""

from typing import Any

import pytest
from driver import Driver

from acttutor.core.worksheet.calculation import NEW_LOSS, Quantity

pytestmark = pytest.mark.window


def click(lab: Driver, box: Any) -> None:
    """Click the middle of a box of the figure."""
    scale, canvas = lab.figure.scale, lab.view.host.widget
    x, y = (round(value * scale) for value in box.middle)
    canvas.event_generate("<Motion>", x=x, y=y)
    canvas.event_generate("<ButtonPress-1>", x=x, y=y)
    canvas.event_generate("<ButtonRelease-1>", x=x, y=y)
    lab.pump()


def type_in(lab: Driver, text: str, end: str = "<Return>") -> None:
    """Type into the entry that lies over the figure."""
    (entry,) = lab.view.host.widget.winfo_children()
    entry.focus_force()
    entry.delete(0, "end")
    entry.insert(0, text)
    entry.event_generate(end)
    lab.pump()


def test_a_click_on_a_number_lets_it_be_typed(lab: Driver) -> None:
    click(lab, lab.figure.graph.box_of(Quantity("w", 2, 1)))
    type_in(lab, "−0.75")
    assert lab.view.run.known[Quantity("w", 2, 1)] == -0.75
    click(lab, lab.figure.graph.box_of(Quantity("x", 2)))
    type_in(lab, "1000")
    assert lab.window.notice.winfo_ismapped()
    type_in(lab, "3", "<Escape>")
    assert lab.view.run.known[Quantity("x", 2)] == 0.5
    assert not lab.view.host.widget.winfo_children()


def test_answers_are_typed_one_after_the_other(lab: Driver) -> None:
    lab.store.set("backprop", mode="fill")
    click(lab, lab.figure.step_part.blank)
    run = lab.view.run
    for _ in range(8):
        type_in(lab, f"{run.known[run.steps[run.position]]:.4g}")
    assert run.marks == ["right"] * 8
    type_in(lab, "5")
    assert (run.position, run.answer) == (8, 5.0)
    (entry,) = lab.view.host.widget.winfo_children()
    assert entry.get() == "5"
    type_in(lab, "", "<Escape>")


def test_an_entry_follows_its_blank_and_any_other_closes(lab: Driver) -> None:
    """A lesson takes room from the figure as soon as its goal is met."""
    canvas = lab.view.host.widget
    lab.store.set("backprop", mode="fill")
    click(lab, lab.figure.step_part.blank)
    before = canvas.winfo_children()[0].winfo_y()
    lab.resize(1000, 690)
    (entry,) = canvas.winfo_children()
    box, scale = lab.figure.step_part.blank, lab.figure.scale
    assert entry.winfo_y() != before
    middle = entry.winfo_y() + entry.winfo_height() / 2
    assert middle == pytest.approx(box.middle[1] * scale, abs=1.5)
    type_in(lab, "", "<Escape>")
    click(lab, lab.figure.graph.box_of(Quantity("w", 2, 1)))
    assert canvas.winfo_children()
    lab.resize(1000, 720)
    assert not canvas.winfo_children()


def test_the_button_opens_the_blank_and_the_last_answer_closes_it(lab: Driver) -> None:
    lab.store.set("backprop", mode="fill", net="1-1")
    run = lab.view.run
    run.go_to(8)
    lab.view.repaint()
    lab.view.panel.named_buttons["answer"].invoke()
    lab.pump()
    type_in(lab, str(run.known[NEW_LOSS]))
    assert run.finished
    assert not lab.view.host.widget.winfo_children()


def test_the_next_round_begins_with_the_new_weights(lab: Driver) -> None:
    run = lab.view.run
    run.go_to(len(run.steps))
    losses = [run.known[NEW_LOSS]]
    lab.view.panel.named_buttons["next_round"].invoke()
    lab.pump()
    assert run.position == 0
    assert run.known[Quantity("loss")] == pytest.approx(losses[0], rel=1e-12)


def test_the_check_is_shown_and_left_with_its_button(lab: Driver) -> None:
    for shown in (True, False):
        lab.view.panel.named_buttons["toggle_check"].invoke()
        lab.pump()
        assert lab.store.settings("backprop").check is shown
        assert lab.figure.check.rule.lines[0].get_visible() is shown


def test_new_numbers_can_be_drawn_for_every_net(lab: Driver) -> None:
    for net in ("1-1", "2-2-1", "2-3-2"):
        lab.store.set("backprop", net=net)
        before = lab.store.settings("backprop").rows
        lab.view.panel.named_buttons["random_numbers"].invoke()
        after = lab.store.settings("backprop").rows
        assert [len(row) for row in after] == [len(row) for row in before]
        assert all(abs(number) <= 1 for row in after for number in row)
