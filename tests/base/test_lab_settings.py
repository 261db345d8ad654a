"""Settings of labs that nobody looks at are not made, and nobody can tell the difference."""

from acttutor.base.state.lab_settings import LabSettings
from acttutor.labs.registry import LABS, lab_settings


def counting() -> tuple[LabSettings, list[str]]:
    asked: list[str] = []

    def maker(lab: str) -> object:
        return lambda: asked.append(lab) or f"{lab} at first"

    return LabSettings({}, {lab: maker(lab) for lab in "abc"}), asked  # type: ignore[misc]


def test_settings_are_made_when_they_are_asked_for_and_kept() -> None:
    settings, asked = counting()
    assert list(settings) == ["a", "b", "c"] and len(settings) == 3 and "b" in settings
    assert asked == []
    assert settings["b"] == settings["b"] == "b at first"
    assert asked == ["b"]


def test_a_change_leaves_the_former_settings_alone() -> None:
    settings, _ = counting()
    other = settings.replaced({"a": "changed"})
    assert (settings["a"], other["a"], other["b"]) == ("a at first", "changed", "b at first")
    assert other.differing(settings) == settings.differing(other) == ["a"]
    assert other != settings
    assert other.replaced({"a": "a at first"}) == settings


def test_comparing_makes_only_what_one_side_has() -> None:
    settings, asked = counting()
    assert settings.replaced({"a": "changed"}).differing(settings) == ["a"]
    assert asked == ["a"]


def test_only_what_is_unlike_the_defaults_is_worth_keeping() -> None:
    settings, _ = counting()
    assert settings["c"]
    assert settings.replaced({"a": "changed", "b": "b at first"}).unlike_defaults() == {
        "a": "changed"
    }


def test_every_lab_has_its_defaults() -> None:
    settings = lab_settings()
    for lab, entry in LABS.items():
        assert settings[lab] == entry.settings_class()
