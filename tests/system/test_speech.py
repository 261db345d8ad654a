"""Speech: the system's own command gets the sentences and their language, and is stopped."""

import os
import sys
from pathlib import Path

import pytest

from acttutor.system.speech import Voice, can_speak

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the command is that of Linux")


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A command in the place of speech-dispatcher's that notes what it is given."""
    notes, program = tmp_path / "heard", tmp_path / "spd-say"
    program.write_text(f'#!/bin/sh\n{{ echo "$@"; cat; }} >> {notes}\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return notes


def test_sentences_are_spoken_in_their_language(heard: Path) -> None:
    assert can_speak()
    voice = Voice()
    voice.say("損失は 0.25 です。", "ja")
    assert voice._speaking is not None
    voice._speaking.wait(10)
    assert "--language ja" in heard.read_text() and "損失は 0.25 です。" in heard.read_text()
    voice.stop()


def test_what_is_new_takes_the_place_of_what_is_being_said(heard: Path) -> None:
    voice = Voice()
    voice.say("one", "en")
    first = voice._speaking
    voice.say("two", "en")
    assert first is not None and first.poll() is not None
    voice.stop()
    assert voice._speaking is None


def test_without_a_voice_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not can_speak()
    Voice().say("hello", "en")
