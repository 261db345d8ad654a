"""The store clamps, tells everyone what changed, and keeps still when nothing did."""

import itertools
from dataclasses import FrozenInstanceError, dataclass
from typing import Any

import pytest

from acttutor.base.state.fields import flag, number
from acttutor.base.state.lab_settings import LabSettings
from acttutor.base.state.store import AppState, Store


@dataclass(frozen=True)
class Settings:
    """Two settings."""

    lr: float = number(0.3, low=0.0, high=1.25, step=0.01)
    grid: bool = flag(True)


@pytest.fixture
def store() -> Store:
    """A store with two labs."""
    return Store(AppState("a", settings=LabSettings({"a": Settings(), "b": Settings()})))


class Log(list[Any]):
    """Remembers the changes that a listener hears of."""

    def __call__(self, old: AppState, new: AppState) -> None:
        self.append((old, new))


def test_a_change_is_clamped_and_told(store: Store) -> None:
    log = Log()
    store.subscribe(log)
    before = store.state
    store.set(lr=7)
    assert store.settings().lr == 1.25
    assert log == [(before, store.state)]
    assert before.settings["a"].lr == 0.3


def test_what_changes_nothing_stops_here(store: Store) -> None:
    log = Log()
    store.subscribe(log)
    store.set(lr=0.3, grid=True)
    store.set(lr=0.301)
    store.set()
    store.set_app(language="en", zoom=100)
    store.set_app(zoom=103)
    store.choose("a")
    store.replace("a", Settings())
    assert log == []
    store.set(lr=9)
    store.set(lr=8)
    assert len(log) == 1


def test_labs_keep_their_settings_apart(store: Store) -> None:
    store.set("b", lr=0.5)
    assert store.settings("b").lr == 0.5
    assert store.settings().lr == 0.3
    store.choose("b")
    assert store.settings().lr == 0.5
    store.set(lr=0.6)
    assert (store.settings("a").lr, store.settings("b").lr) == (0.3, 0.6)


def test_a_mistake_changes_nothing_and_is_told_to_no_listener(store: Store) -> None:
    log = Log()
    store.subscribe(log)
    before = store.state
    for change in (
        lambda: store.set(lr=0.5, grid="maybe"),
        lambda: store.set(unknown=1),
        lambda: store.choose("c"),
        lambda: store.set("c", lr=0.5),
        lambda: store.replace("c", Settings()),
        lambda: store.settings("c"),
        lambda: store.set_app(theme="pink"),
        lambda: store.set_app(lab="b"),
        lambda: store.set_app(settings={}),
        lambda: store.set_app(zoom="big"),
    ):
        with pytest.raises(ValueError, match=r"^(grid|unknown|lab|theme|settings|zoom): "):
            change()
    assert store.state is before
    assert log == []


def test_the_application_has_its_own_bounds(store: Store) -> None:
    store.set_app(zoom=1000, theme="dark", language="ja")
    assert (store.state.zoom, store.state.theme, store.state.language) == (200, "dark", "ja")
    store.set_app(zoom=float("-inf"))
    assert store.state.zoom == 80
    assert type(store.state.zoom) is int


def test_a_whole_object_can_be_put_in_place(store: Store) -> None:
    log = Log()
    store.subscribe(log)
    store.set(lr=0.9, grid=False)
    store.replace("a", Settings())
    assert store.settings() == Settings()
    assert len(log) == 2


def test_nobody_can_change_the_state_behind_the_back_of_the_store(store: Store) -> None:
    given: dict[str, Any] = {"a": Settings()}
    own = Store(AppState("a", settings=LabSettings(given)))
    given["a"] = Settings(lr=1.0)
    assert own.settings().lr == 0.3
    with pytest.raises(TypeError):
        store.state.settings["a"] = Settings()  # type: ignore[index]
    store.set(lr=0.5)
    with pytest.raises(TypeError):
        store.state.settings["a"] = Settings()  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        store.state.lab = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        store.settings().lr = 1.0


def test_who_unsubscribes_hears_no_more(store: Store) -> None:
    first, second = Log(), Log()
    end = store.subscribe(first)
    store.subscribe(second)
    store.set(lr=0.5)
    end()
    store.set(lr=0.6)
    assert (len(first), len(second)) == (1, 2)


def test_a_listener_may_unsubscribe_while_it_listens(store: Store) -> None:
    log = Log()

    def once(old: AppState, new: AppState) -> None:
        log(old, new)
        end()

    end = store.subscribe(once)
    later = Log()
    store.subscribe(later)
    store.set(lr=0.5)
    store.set(lr=0.6)
    assert (len(log), len(later)) == (1, 2)


def test_changes_made_by_a_listener_are_told_in_order_to_all(store: Store) -> None:
    """Undo and the session must not hear of the second change before the first."""

    def follow(_old: AppState, new: AppState) -> None:
        if new.settings["a"].lr < 0.8:
            store.set(lr=new.settings["a"].lr + 0.1)

    first, last = Log(), Log()
    store.subscribe(first)
    store.subscribe(follow)
    store.subscribe(last)
    store.set(lr=0.6)
    assert store.settings().lr == 0.8
    for log in (first, last):
        assert [new.settings["a"].lr for _, new in log] == [0.6, 0.7, 0.8]
        assert all(new is old for (_, new), (old, _) in itertools.pairwise(log))


def test_after_a_listener_failed_the_store_goes_on(store: Store) -> None:
    def fail(_old: AppState, new: AppState) -> None:
        if new.settings["a"].lr == 0.5:
            raise RuntimeError("as planned")

    log = Log()
    store.subscribe(fail)
    store.subscribe(log)
    with pytest.raises(RuntimeError, match="as planned"):
        store.set(lr=0.5)
    store.set(lr=0.6)
    assert [new.settings["a"].lr for _, new in log] == [0.6]
