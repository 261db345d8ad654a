"""TOML that is small and takes the parser hours or gigabytes never reaches it."""

import tracemalloc

import pytest

from acttutor.base.errors import UserError
from acttutor.base.resources import asset
from acttutor.base.storage.strict_toml import MAX_NAMES, MAX_SIGNS, read_toml

ATTACKS = {
    "a dotted key": ".".join(["a"] * 40_000) + " = 1",
    "with blanks": " . ".join(["a"] * 40_000) + " = 1",
    "with quotes": ".".join(['"a"', "'b'"] * 10_000) + " = 1",
    "with escaped quotes": ".".join(['"a\\""'] * 40_000) + " = 1",
    "behind texts": 'x = """a\\""""\ny = "\'\'\'"\n' + ".".join(["a"] * 40_000) + " = 1",
    "behind a comment": '# """\n' + ".".join(["a"] * 40_000) + " = 1",
    "a table that is not closed": "[" + " . a" * 100_000,
    "a table": "[" + ".".join(["a"] * 40_000) + "]",
    "a list of tables": "[[ " + ".".join(["a"] * 40_000) + " ]]",
    "in a table on one line": "x = {b = 1, " + ".".join(["a"] * 40_000) + " = 1}",
    "nested lists": "x = " + "[" * 5_000 + "]" * 5_000,
    "nested tables": "x = " + "{a = " * 5_000 + "1" + "}" * 5_000,
    "many tables": "[[s]]\n" * (MAX_SIGNS + 1),
    "many keys": "".join(f"a{number}=1\n" for number in range(MAX_SIGNS + 1)),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_what_would_fill_the_memory_is_refused_at_once(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(UserError) as caught:
            read_toml(ATTACKS[name])
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()
    assert caught.value.key in ("files.too_deep", "files.too_many")


@pytest.mark.parametrize("end", ["", "\\", "\n", "\\\n"])
@pytest.mark.parametrize("start", ['"', '"""', "'''", "'"])
def test_a_text_that_is_never_closed_is_refused_and_looked_at_once(start: str, end: str) -> None:
    """To begin anew at each of its quotes would take hours."""
    with pytest.raises(ValueError):
        read_toml("x = " + start + r"\"" * 400_000 + end)


def test_what_looks_alike_in_a_text_is_read() -> None:
    prose = "One. Two. Three. Four. Five. Six. Seven. Eight. 1.2.3.4.5.6.7.8"
    assert read_toml(f'text = """\n{prose}\n"""') == {"text": f"{prose}\n"}
    assert read_toml(f"text = \"{prose}\"  # {prose}\nlast = '{prose}'")["last"] == prose
    names = ".".join("abcdefghij"[:MAX_NAMES])
    assert read_toml(f"{names} = 1")["a"]["b"]["c"]


def test_the_lessons_of_the_program_are_far_below_the_limits() -> None:
    for path in asset("lessons").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert read_toml(text)["steps"]
        assert sum(text.count(sign) for sign in "=[{") < MAX_SIGNS / 10
