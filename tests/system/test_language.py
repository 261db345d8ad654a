"""Which language the program speaks when nobody has chosen one."""

import ctypes
import locale
import sys
from types import SimpleNamespace

import pytest

from acttutor.system.language import system_language


def elsewhere_than_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "JA_JP.eucJP"}, "ja"),
        ({"LANG": "Japanese_Japan.932"}, "ja"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}, "ja"),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "ja_JP.UTF-8"}, "en"),
    ],
)
def test_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    elsewhere_than_on_windows(monkeypatch)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == language


@pytest.mark.parametrize(
    ("found", "language"),
    [("ja_JP", "ja"), ("Japanese_Japan", "ja"), ("en_US", "en"), (None, "en")],
)
def test_a_system_without_these_variables_is_asked(
    monkeypatch: pytest.MonkeyPatch, found: str | None, language: str
) -> None:
    elsewhere_than_on_windows(monkeypatch)
    monkeypatch.setattr(locale, "getlocale", lambda *_: (found, "UTF-8"))
    assert system_language() == language


@pytest.mark.parametrize(("identifier", "language"), [(0x0411, "ja"), (0x0409, "en"), (0, "en")])
def test_on_windows_the_language_of_its_interface_counts_whatever_lang_says(
    monkeypatch: pytest.MonkeyPatch, identifier: int, language: str
) -> None:
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: identifier)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LANG", "en_US.UTF-8" if language == "ja" else "ja_JP.UTF-8")
    assert system_language() == language
