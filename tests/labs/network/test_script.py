"""The trained network as a program: run by itself, it answers what the lab answers."""

import ast
import builtins
import importlib.util
import io
import math
import runpy
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from acttutor.base.errors import UserError
from acttutor.base.state.fields import changed
from acttutor.cli import commands as cli
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.formula.expression import parse
from acttutor.core.program.numpy_dialect import NUMPY
from acttutor.labs.network.export import script
from acttutor.labs.network.model.data.table import Frame, Table
from acttutor.labs.network.run import Run
from acttutor.labs.network.script.formula import formula_code
from acttutor.labs.network.state import Settings
from acttutor.labs.registry import LABS

HAS_TORCH = importlib.util.find_spec("torch") is not None
KINDS = [
    "numpy",
    pytest.param("torch", marks=pytest.mark.skipif(not HAS_TORCH, reason="PyTorch is missing")),
]

#: Own data far from the square, with names that would break out of a careless text.
NASTY = ('"""', "it's\n", "\\")
ROWS = tuple((100.0 + x, 1e-3 * y, float((x + y) % 3)) for x in range(6) for y in range(6))
OWN = Table(rows=ROWS, classes=NASTY, columns=NASTY, frame=Frame((102.5, 2.5e-3), (0.5, 5e-4)))
NUMBERS = Table(rows=tuple((x, y, 40 + 3 * x - y) for x, y, _ in ROWS), classes=(), frame=OWN.frame)

SETTINGS: dict[str, dict[str, Any]] = {
    **{id: {"activation": id, "layers": (3, 2)} for id in ACTIVATIONS},
    "maxout": {"activation": "maxout", "pieces": 3},
    "layers of their own": {
        "layers": (3, 4, 2),
        "own_activations": ("maxout:4", "prelu:0.1", "elu:2"),
        "dropout": (0.2, 0.5),
    },
    "own": {"activation": "own", "formula": "where(x > 0, x, 0.1*sin(3*x)) - Phi(x)^2/4"},
    "no hidden layers": {"layers": ()},
    "features": {
        "features": ("x1_squared", "x2_squared", "x1x2", "sin_x1", "sin_x2"),
        "data": "spiral",
    },
    "deep": {"layers": (8, 7, 6, 5, 4, 3), "activation": "relu"},
    "regression": {"data": "reg_gauss", "activation": "silu"},
    "iris": {"data": "iris", "lr": 0.1},
    "probabilities": {"class_loss": "binary_cross_entropy", "lr": 0.3},
    "two softmax outputs": {"class_loss": "softmax_cross_entropy", "lr": 0.3},
    "iris by tanh": {"data": "iris", "class_loss": "squared_error"},
    "least absolute error": {"data": "reg_plane", "number_loss": "absolute_error"},
    "three classes": {"data": "own", "table": OWN, "activation": "maxout"},
    "own numbers": {"data": "own", "table": NUMBERS},
}


def trained(epochs: int = 15, **changes: Any) -> Run:
    run = Run(changed(Settings(), **changes))
    for _ in range(epochs):
        run.step()
    return run


def answers(run: Run, points: Any) -> Any:
    """What the lab answers to points in the units of the data."""
    assert run.problem is not None
    return run.network.forward(run.feature_grid(run.problem.frame.into(points)))


def points_for(run: Run) -> Any:
    """Points in and around the square, in the units of the data; some far out."""
    assert run.problem is not None
    square = np.random.default_rng(3).uniform(-7, 7, (12, 2))
    return run.problem.frame.out_of(np.vstack([square, [[0, 0], [40, -40], [-3, 3]]]))


def ran(file: Path, typed: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a program prints, run here: a Python of its own would begin with PyTorch."""
    coded = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
    printed, said = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with monkeypatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("error")
        for name, stream in (("stdin", coded), ("stdout", printed), ("stderr", said)):
            patch.setattr(sys, name, stream)
        runpy.run_path(str(file), run_name="__main__")
    words = []
    for stream in (printed, said):
        stream.seek(0)
        words.append(stream.read())
    assert words[1] == ""
    return words[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_program_needs_nothing_but_python_and_its_library(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "model.py"
    file.write_text(script(trained(), kind), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", str(file)],
        input="1 2\n-3 0.5\n\n",
        capture_output=True,
        text=True,
        timeout=120,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == ran(file, "1 2\n-3 0.5\n", monkeypatch)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SETTINGS)
def test_the_program_answers_what_the_lab_answers(
    name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = trained(**SETTINGS[name])
    file = tmp_path / "model.py"
    file.write_text(script(run, kind), encoding="utf-8")
    points = points_for(run)
    lines = "".join(f"{x!r} {y!r}\n" for x, y in points.tolist())
    said = ran(file, lines + "\n", monkeypatch)
    problem, expected = run.problem, answers(run, points)
    assert problem is not None
    answered = [line.split("\t") for line in said.split("\n")[:-1]]
    printed = np.array([[float(word) for word in fields[-1].split()] for fields in answered])
    if problem.kind == "regression":
        # In the units of the table, whose labels are a plane.
        low, high = problem.span
        expected = (low + high) / 2 + expected * (high - low) / 2
    else:
        names = problem.classes or ("+1", "-1")
        named = [" ".join(names[k].split()) for k in problem.class_numbers(expected)]
        assert [fields[0] for fields in answered] == named
    assert printed.shape == expected.shape
    np.testing.assert_allclose(printed, expected, rtol=1e-9, atol=1e-9)


#: The same two points as people have them.
FORMS = {
    "blanks": "103 0.002\n101.5 0.003\n",
    "commas": "103, 0.002\n101.5, 0.003\n",
    "tabs": "103\t0.002\n101.5\t0.003",
    "semicolons": "103;0.002\n101.5;0.003\n",
    "decimal commas": "103,0;0,002\n101,5;0,003\n",
    "a header": "first,second\n103,0.002\n101.5,0.003\n",
    "a byte order mark, and quotes": '\ufeff"103";"0,002"\n\n"101,5";"0,003"\n',
    "the whole table": "label;width;no;length\nA;0,002;7;103\nB;0,003;8;101,5\n",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_program_takes_tables_as_people_have_them(
    form: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = replace(OWN, columns=("length", "width", "kind"), classes=("A", "B", "C"))
    run = trained(data="own", table=table)
    file = tmp_path / "model.py"
    file.write_text(script(run, kind), encoding="utf-8")
    said = ran(file, FORMS[form], monkeypatch)
    printed = [line.split("\t")[1].split() for line in said.splitlines()]
    expected = answers(run, np.array([[103, 0.002], [101.5, 0.003]]))
    np.testing.assert_allclose(np.array(printed, dtype=float), expected, rtol=1e-9)


def test_a_line_that_holds_no_point_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    file = tmp_path / "model.py"
    file.write_text(script(trained(), "numpy"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(file)],
        input="1 2\nno number\n3\n4 5\n",
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert len(done.stdout.splitlines()) == 2
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["line 2", "line 3"]
    assert "['x1', 'x2']" in done.stderr


@pytest.mark.parametrize(
    "formula",
    [
        "x",
        "-x^2",
        "(-x)^2 - 2^-x",
        "2 - (3 - x) - (4 + x)",
        "8/(4/x)/2*-x",
        "x^3^0.5",
        "where(x >= 1, 2, where(x < -1, -2, 2*x))",
        "(x > 0)*(x <= 2) + step(x - 1) + sign(x)",
        "where(log(x) > 0, 1, 2)",
        "max(0, x) + min(x, pi/4) * e^-2",
        "sigmoid(x) + softplus(2*x) + relu(-x) + erf(x) + phi(x) - Phi(-x)",
        "sqrt(abs(x)) + cos(x)*tan(x/9) + sinh(x)/cosh(x) + exp(-x) + tanh(x)",
        "1e-3*x + 0.5",
        "-(-(-(-x)))",
    ],
)
def test_a_typed_formula_becomes_the_same_function(formula: str) -> None:
    """Against the lab's own evaluation, also where it has no value."""
    expression = parse(formula)
    code, needed = formula_code(expression, NUMPY)
    names: dict[str, Any] = {"np": np, "math": math}
    for name in needed:
        exec(NUMPY.functions[name], names)
    z = np.array([*np.linspace(-4, 4, 81), 0.0, 30.0, -30.0, np.nan])
    with np.errstate(all="ignore"):
        found = np.broadcast_to(eval(code, names, {"z": z}), z.shape)
        np.testing.assert_allclose(found, expression.f(z), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("kind", ["numpy", "torch"])
@pytest.mark.parametrize("name", SETTINGS)
def test_a_program_defines_what_it_uses_and_nothing_else(name: str, kind: str) -> None:
    """Also for PyTorch where that is not installed: no name may be missing."""
    tree = ast.parse(script(trained(2, **SETTINGS[name]), kind))
    nodes = list(ast.walk(tree))
    imported = {
        (a.name, a.asname or a.name) for n in nodes if isinstance(n, ast.Import) for a in n.names
    }
    assert {name for name, _ in imported} <= {"sys", "math", kind}
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    names = [node for node in nodes if isinstance(node, ast.Name)]
    read = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    made = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    made |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    assert functions <= read
    known = functions | made | {short for _, short in imported} | set(dir(builtins))
    assert read <= known


@pytest.mark.parametrize("mode", ["race", "fan", "sweep"])
def test_many_networks_are_no_program(mode: str) -> None:
    with pytest.raises(UserError) as caught:
        script(Run(changed(Settings(), mode=mode)), "numpy")
    assert caught.value.key == "network.script.one_network"


def test_without_data_there_is_no_program() -> None:
    with pytest.raises(UserError) as caught:
        script(Run(changed(Settings(), data="own")), "torch")
    assert caught.value.key == "network.script.no_data"


def test_the_command_line_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "model.py"
    render = ["render", "--lang", "en", "--out", str(target)]
    assert cli.main([*render, "--steps", "3"]) == 0
    assert target.read_text(encoding="utf-8") == script(trained(3), "numpy")
    assert cli.main([*render, "--script", "torch"]) == 0
    assert "import torch" in target.read_text(encoding="utf-8")
    assert cli.main([*render, "--lab", "descent"]) == 2
    assert "network" in capsys.readouterr().err
    assert cli.main([*render, "--set", "mode=race"]) == 2


def test_the_registry_knows_who_writes_programs() -> None:
    assert [lab.id for lab in LABS.values() if lab.scripts] == ["network", "digits"]
    assert LABS["network"].export.script is script
