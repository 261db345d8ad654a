"""Block tkinter in this process. As a pytest plugin (``-p tests.no_tkinter``, see ``make
headless``) it also leaves out the tests that need a window."""

import sys
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

BLOCKED = ("tkinter", "_tkinter", "ttkbootstrap")


class Blocker(MetaPathFinder):
    """Refuses to find the blocked modules."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> None:
        if fullname.split(".")[0] in BLOCKED:
            raise ImportError(f"{fullname} is blocked")


sys.meta_path.insert(0, Blocker())


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the files that are about the real window."""
    windowed = map(collection_path.match, ("test_window.py", "test_window_*.py"))
    return True if any(windowed) else None


def pytest_collection_modifyitems(config: Any, items: list[Any]) -> None:
    """Keep the tests that work without a window."""
    windowed = [i for i in items if i.get_closest_marker("window") or "app" in i.fixturenames]
    config.hook.pytest_deselected(items=windowed)
    items[:] = [item for item in items if item not in windowed]
