"""Undo and redo follow what the user did, not how often the store heard of it."""

from functools import partial

from acttutor.base.state.history import DEPTH, MOST_HEAVY, History
from acttutor.base.state.store import AppState, Store
from acttutor.labs.registry import LABS, lab_settings


def make() -> tuple[Store, History]:
    store = Store(AppState("descent", settings=lab_settings()))
    return store, History(store)


def test_a_drag_is_taken_back_at_once() -> None:
    store, history = make()
    for value in (0.31, 0.4, 0.5):
        store.set("descent", lr=value)
    history.seal()
    assert history.undo()
    assert store.settings("descent").lr == 0.3
    assert history.redo()
    assert store.settings("descent").lr == 0.5


def test_sealed_changes_are_taken_back_one_by_one() -> None:
    store, history = make()
    for value in (0.4, 0.5):
        store.set("descent", lr=value)
        history.seal()
    history.undo()
    assert store.settings("descent").lr == 0.4
    history.undo()
    assert store.settings("descent").lr == 0.3
    assert not history.undo()


def test_undo_goes_to_the_lab_in_which_it_happened() -> None:
    store, history = make()
    store.set("network", noise=20)
    history.seal()
    store.choose("network")
    store.choose("descent")
    history.undo()
    assert store.state.lab == "network"
    assert store.settings("network").noise == 0


def test_a_new_change_forgets_what_was_taken_back() -> None:
    store, history = make()
    store.set("descent", lr=0.4)
    history.seal()
    history.undo()
    store.set("descent", lr=0.6)
    assert not history.can_redo
    assert not history.redo()


def test_a_drag_back_to_its_beginning_is_nothing_to_undo() -> None:
    store, history = make()
    store.set("descent", lr=0.4)
    store.set("descent", lr=0.3)
    history.seal()
    assert not history.can_undo


def test_looks_stay_as_they_are() -> None:
    store, history = make()
    store.set("descent", lr=0.4)
    history.seal()
    store.set_app(language="ja", theme="dark", zoom=125)
    history.undo()
    assert (store.state.language, store.state.theme, store.state.zoom) == ("ja", "dark", 125)


def test_at_least_two_hundred_steps_are_kept() -> None:
    store, history = make()
    for k in range(260):
        store.set("network", data_seed=k + 2)
        history.seal()
    assert DEPTH >= 200
    for _ in range(260):
        assert history.undo()
    assert store.settings("network").data_seed == 1


def test_few_trainings_are_kept_and_all_settings_around_them() -> None:
    """Each holds what it takes back: of a network of digits, half a megabyte."""
    store, history = make()
    taken_back: list[int] = []
    for k in range(3 * MOST_HEAVY):
        store.set("network", data_seed=k + 2)
        history.seal()
        history.add("network", partial(taken_back.append, k), lambda: None)
    for _ in range(4 * MOST_HEAVY):
        assert history.undo()
    assert not history.can_undo
    assert taken_back == list(reversed(range(2 * MOST_HEAVY, 3 * MOST_HEAVY)))
    assert store.settings("network").data_seed == 1


def test_putting_an_experiment_in_place_is_one_step() -> None:
    store, history = make()
    other = {"descent": LABS["descent"].defaults()}
    store.set("descent", lr=0.7)
    history.seal()
    store.put_back("descent", other)
    history.seal()
    history.undo()
    assert store.settings("descent").lr == 0.7
