"""What was set once is read at the next start, and nothing that is damaged or of another kind."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from acttutor.plots.text import glyph_memory
from acttutor.plots.text.glyph_memory import GlyphMemory, Glyphs

SEVEN = Glyphs(np.arange(6, dtype=np.uint8).reshape(2, 3), -3, 2, 8, 1, 4)
ONE = Glyphs(np.full((4, 1), 200, dtype=np.uint8), 0, 4, 3)


def never() -> Glyphs:
    raise AssertionError("it is known already")


def written(file: Path, stamp: str = "a") -> None:
    memory = GlyphMemory()
    memory.recall("7", lambda: SEVEN)
    memory.recall("1", lambda: ONE)
    memory.write(file, stamp)


def test_the_next_start_knows_what_this_one_has_set(tmp_path: Path) -> None:
    written(tmp_path / "glyphs")
    later = GlyphMemory()
    later.read(tmp_path / "glyphs", "a")
    for key, made in (("7", SEVEN), ("1", ONE)):
        found = later.recall(key, never)
        np.testing.assert_array_equal(found.coverage, made.coverage)
        assert found[1:] == made[1:]


def cut(packed: bytes) -> bytes:
    return packed[: len(packed) // 2]


@pytest.mark.parametrize("damage", [cut, lambda _: b"", lambda _: b"{}", lambda b: b[::-1]])
def test_a_damaged_file_is_as_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    file = tmp_path / "glyphs"
    written(file)
    file.write_bytes(damage(file.read_bytes()))
    later = GlyphMemory()
    later.read(file, "a")
    assert later.recall("7", lambda: ONE) is ONE


def test_another_version_sets_its_own(tmp_path: Path) -> None:
    written(tmp_path / "glyphs", "a")
    later = GlyphMemory()
    later.read(tmp_path / "glyphs", "b")
    assert later.recall("7", lambda: ONE) is ONE


def test_nothing_is_written_that_is_kept_already(tmp_path: Path) -> None:
    written(tmp_path / "glyphs")
    later = GlyphMemory()
    later.read(tmp_path / "glyphs", "a")
    later.recall("7", never)
    later.write(tmp_path / "other", "a")
    assert not (tmp_path / "other").exists()


def test_it_does_not_grow_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyph_memory, "MOST", 2)
    memory = GlyphMemory()
    for key in "123":
        memory.recall(key, lambda: ONE)
    assert memory.recall("3", never) is ONE
    assert memory.recall("1", lambda: SEVEN) is SEVEN


def test_large_pieces_take_no_more_room_than_small_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a large screen at a large zoom, a piece has fifty times the pixels."""
    large = Glyphs(np.zeros((10, 30), np.uint8), 0, 10, 30)
    monkeypatch.setattr(glyph_memory, "MOST_BYTES", 700)
    memory = GlyphMemory()
    for key in "123":
        memory.recall(key, lambda: large)
    assert memory.known("1") is None and memory.known("2") is memory.known("3") is large
    memory.write(tmp_path / "glyphs", "a")
    later = GlyphMemory()
    later.recall("4", lambda: large)
    later.read(tmp_path / "glyphs", "a")
    assert [later.known(key) is not None for key in "234"] == [False, True, True]


def test_of_more_than_can_be_kept_none_gets_the_pixels_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "glyphs")
    monkeypatch.setattr(glyph_memory, "MOST", 1)
    later = GlyphMemory()
    later.read(tmp_path / "glyphs", "a")
    np.testing.assert_array_equal(later.recall("1", never).coverage, ONE.coverage)
    assert later.recall("7", lambda: SEVEN) is SEVEN
