"""The face of the library: every public name is importable from `acttutor.core` itself."""

import ast
from pathlib import Path

import pytest

from acttutor import core


def names_for_the_type_checker() -> set[tuple[str, str]]:
    """Return (module, name) of the imports that only a type checker follows."""
    tree = ast.parse(Path(str(core.__file__)).read_text(encoding="utf-8"))
    return {
        (str(node.module), alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and "core" in node.module
        for alias in node.names
    }


def test_type_checkers_and_programs_find_the_same_names() -> None:
    homes = {
        (f"acttutor.core.{module}", name)
        for module, names in core.HOMES.items()
        for name in names.split()
    }
    assert homes == names_for_the_type_checker()


@pytest.mark.parametrize("name", core.__all__)
def test_a_public_name_is_importable_and_documented(name: str) -> None:
    found = getattr(core, name)
    assert not callable(found) or found.__doc__, f"{name} has no docstring"


def test_a_wrong_name_is_named() -> None:
    with pytest.raises(AttributeError, match="'Networks'"):
        _ = core.Networks


def test_the_contract_stands() -> None:
    """The names that programs outside rely on."""
    promised = """Param Activation ACTIVATIONS softmax softmax_jacobian maxout LOSSES Quadratic
        regime descend DATASETS Network Trainer"""
    assert set(promised.split()) <= set(core.__all__)
