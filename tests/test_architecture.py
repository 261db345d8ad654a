"""The floors: what a module may import, read from its source. See `Floor` for the rules."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "acttutor"

# tkinter is part of the standard library, but not of every Python.
STANDARD = frozenset(sys.stdlib_module_names) - {"tkinter", "_tkinter", "turtle", "idlelib"}
TK = {"tkinter", "_tkinter", "ttkbootstrap"}
#: Matplotlib, and what it cannot be installed without: its contours and its pictures.
MATPLOTLIB = {"matplotlib", "contourpy", "PIL"}


@dataclass(frozen=True)
class Floor:
    """Modules that may import the same things.

    Args:
        number: its height; from 4 on, tkinter is needed.
        own: prefixes of our modules that it may import; ``{lab}`` is the lab of the importer.
        others: third parties that it may import, beside the standard library.
    """

    number: int
    own: tuple[str, ...]
    others: frozenset[str] = frozenset()


BELOW_LABS = ("acttutor.system", "acttutor.core", "acttutor.base")
BELOW_WIDGETS = (*BELOW_LABS, "acttutor.plots")

SYSTEM = Floor(0, ("acttutor.system",), frozenset({"platformdirs"}))
CORE = Floor(1, ("acttutor.core",), frozenset({"numpy"}))
BASE = Floor(1, ("acttutor.system", "acttutor.base"), frozenset({"numpy", "platformdirs", "fsrs"}))
TABLES = Floor(
    1,
    ("acttutor.base", "acttutor.tables"),
    frozenset({"numpy", "charset_normalizer", "python_calamine"}),
)
LAB_MODEL = Floor(2, (*BELOW_LABS, "acttutor.tables", "acttutor.labs.{lab}"), frozenset({"numpy"}))
REGISTRY = Floor(2, BELOW_LABS)
LESSONS = Floor(2, (*BELOW_LABS, "acttutor.lessons", "acttutor.labs.registry"), CORE.others)
FILES = Floor(
    3,
    (
        *BELOW_WIDGETS,
        "acttutor.labs.registry",
        "acttutor.labs.figures",
        "acttutor.labs.exercises",
        "acttutor.files",
    ),
    frozenset({"numpy", "platformdirs", "segno"} | MATPLOTLIB),
)
PLOTS = Floor(3, BELOW_WIDGETS, frozenset({"numpy"} | MATPLOTLIB))
FIGURES = Floor(3, (*BELOW_WIDGETS, "acttutor.labs.registry"), PLOTS.others)
LAB_FIGURE = Floor(3, (*BELOW_WIDGETS, "acttutor.labs.{lab}"), PLOTS.others)
WIDGETS = Floor(
    4, (*BELOW_WIDGETS, "acttutor.tables", "acttutor.widgets"), PLOTS.others | TK | {"tkinterdnd2"}
)
PANELS = Floor(5, (*WIDGETS.own, "acttutor.labs.registry"), WIDGETS.others)
LAB_PANEL = Floor(5, (*WIDGETS.own, "acttutor.labs.{lab}"), WIDGETS.others)
SHELL = Floor(
    6,
    (
        *WIDGETS.own,
        "acttutor.tables",
        "acttutor.shell",
        "acttutor.files",
        "acttutor.lessons",
        "acttutor.labs.registry",
        "acttutor.labs.figures",
        "acttutor.labs.panels",
    ),
    WIDGETS.others | {"platformdirs", "segno"},
)
TOP = Floor(7, ("acttutor",), SHELL.others)

FOLDERS = {
    "system": SYSTEM,
    "core": CORE,
    "base": BASE,
    "tables": TABLES,
    "lessons": LESSONS,
    "plots": PLOTS,
    "files": FILES,
    "widgets": WIDGETS,
    "shell": SHELL,
}
TOP_MODULES = ("main", "cli", "startup", "__main__")


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def lab_of(module: str) -> str | None:
    """Return the id of the lab that ``module`` belongs to."""
    parts = module.split(".")
    inside = len(parts) > 2 and parts[1] == "labs" and (PACKAGE / "labs" / parts[2]).is_dir()
    return parts[2] if inside else None


def floor_of(module: str) -> Floor:
    """Return the floor of a module; a `KeyError` for a place that has none yet."""
    parts = module.split(".")
    if len(parts) == 1:
        return Floor(0, ())
    if lab_of(module):
        name = parts[3] if len(parts) > 3 else ""
        if name.startswith("panel"):
            return LAB_PANEL
        return LAB_FIGURE if name.startswith(("figure", "parts")) else LAB_MODEL
    if parts[1] == "labs":
        floors = {"figures": FIGURES, "exercises": FIGURES, "panels": PANELS}
        return floors.get(parts[-1], REGISTRY)
    return TOP if parts[1] in TOP_MODULES else FOLDERS[parts[1]]


def in_full(module: str, node: ast.ImportFrom) -> str:
    """Return where ``node`` imports from, with leading dots resolved."""
    if not node.level:
        return str(node.module)
    package = module.split(".")
    if MODULES[module].name != "__init__.py":
        package.pop()
    origin = package[: len(package) - node.level + 1]
    return ".".join([*origin, *([node.module] if node.module else [])])


def nodes_of(module: str) -> Iterator[ast.AST]:
    """Return everything in the source of a module."""
    return ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8")))


@cache
def imports_of(module: str) -> tuple[tuple[int, str], ...]:
    """Return line and full name of everything that ``module`` imports, also inside functions."""
    return tuple(_imports_of(module))


def _imports_of(module: str) -> Iterator[tuple[int, str]]:
    for node in nodes_of(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            origin = in_full(module, node)
            for alias in node.names:
                name = f"{origin}.{alias.name}"
                # ``from package import module`` imports a module, ``from module import f`` not.
                is_ours = name.startswith("acttutor")
                yield node.lineno, name if name in MODULES or not is_ours else origin


def is_below(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def is_allowed(module: str, name: str) -> bool:
    floor = floor_of(module)
    if any(is_below(name, banned) for banned in ("matplotlib.pyplot", "pylab")):
        return False
    top = name.split(".")[0]
    if top != "acttutor":
        return top in STANDARD or top in floor.others
    if name == "acttutor":  # its version
        return floor.number >= SHELL.number
    own = (prefix.format(lab=lab_of(module)) for prefix in floor.own)
    return any(is_below(name, prefix) for prefix in own) and floor_of(name).number <= floor.number


def test_modules_import_only_from_floors_below() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for module, path in MODULES.items()
        for line, name in imports_of(module)
        if not is_allowed(module, name)
    ]
    assert not wrong, "not allowed on this floor:\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("acttutor.core.nn.softmax", "acttutor.base.errors"),
        ("acttutor.core.nn.softmax", "matplotlib.figure"),
        ("acttutor.base.state.store", "acttutor.tables.sheet"),
        ("acttutor.tables.sheet", "acttutor.core.nn.network"),
        ("acttutor.base.state.store", "acttutor.core.nn.network"),
        ("acttutor.plots.style", "matplotlib.pyplot"),
        ("acttutor.plots.style", "tkinter"),
        ("acttutor.labs.descent.state", "matplotlib.figure"),
        ("acttutor.labs.descent.state", "acttutor.labs.descent.figure"),
        ("acttutor.labs.descent.figure", "acttutor.labs.network.figure"),
        ("acttutor.labs.descent.figure", "acttutor.labs.descent.panel"),
        ("acttutor.labs.descent.figure", "acttutor.widgets.panel"),
        ("acttutor.widgets.panel", "acttutor.labs.registry"),
        ("acttutor.labs.descent.panel", "acttutor.shell.window"),
        ("acttutor.shell.window", "acttutor.labs.descent.run"),
        ("acttutor.shell.window", "acttutor.main"),
        ("acttutor.shell.window", "scipy"),
    ],
)
def test_the_rules_forbid(module: str, name: str) -> None:
    assert not is_allowed(module, name)


def test_floors_one_to_three_do_without_tkinter() -> None:
    """Every module below the widgets is imported where tkinter cannot be."""
    modules = [name for name in MODULES if floor_of(name).number < WIDGETS.number]
    program = (
        "import importlib, sys\n"
        "import no_tkinter\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "assert not {'tkinter', '_tkinter'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *modules],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def circles(graph: Mapping[str, Set[str]]) -> list[list[str]]:
    """Return the modules that import each other in a circle, circle by circle."""
    reached: dict[str, Set[str]] = {}
    for start in graph:
        seen: set[str] = set()
        waiting = list(graph[start])
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += graph[name]
        reached[start] = seen
    joined = {
        tuple(sorted(other for other in reached[name] if name in reached[other]))
        for name in graph
        if name in reached[name]
    }
    return [list(names) for names in sorted(joined)]


def test_circles_are_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}) == [["a", "b", "c"]]
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Not for types alone either, nor inside of functions: what belongs together is one module."""
    graph = {
        module: {name for _, name in imports_of(module) if name in MODULES and name != module}
        for module in MODULES
    }
    assert circles(graph) == []


#: Names that belong to one system.
OF_ONE_SYSTEM = {"windll", "winreg", "msvcrt", "fcntl", "sched_getaffinity"}


def test_only_one_package_knows_which_system_it_runs_on() -> None:
    """Whoever looks for what is different on Windows finds it in ``acttutor.system``."""
    found = []
    for module, path in MODULES.items():
        if is_below(module, "acttutor.system"):
            continue
        for node in nodes_of(module):
            if isinstance(node, ast.Attribute):
                owner = node.value.id if isinstance(node.value, ast.Name) else ""
                asks = (owner, node.attr) in {("sys", "platform"), ("os", "name")}
                if asks or node.attr in OF_ONE_SYSTEM:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.attr}")
        found += [
            f"{path.relative_to(ROOT)}:{line}: {name}"
            for line, name in imports_of(module)
            if name in OF_ONE_SYSTEM
        ]
    assert not found, "\n".join(found)
