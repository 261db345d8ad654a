"""The examples in the docstrings of the library say what the library does."""

import doctest
import pkgutil
from importlib import import_module

import pytest

from acttutor import core

MODULES = [found.name for found in pkgutil.walk_packages(core.__path__, "acttutor.core.")]
#: Data and protocols; what they are is shown where they are used.
WITHOUT = {"Objective", "Optimizer"}


@pytest.mark.parametrize("module", MODULES)
def test_examples(module: str) -> None:
    assert doctest.testmod(import_module(module)).failed == 0


@pytest.mark.parametrize("name", sorted(set(core.__all__) - WITHOUT))
def test_every_public_function_has_an_example(name: str) -> None:
    found = getattr(core, name)
    if callable(found) and not isinstance(found, type):
        assert ">>> " in (found.__doc__ or ""), f"{name} shows no example"
