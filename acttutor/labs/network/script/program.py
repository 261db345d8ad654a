"""The trained network as a small program that needs nothing but NumPy or PyTorch."""

import textwrap

import numpy as np

from acttutor.base.errors import UserError
from acttutor.core.formula.expression import OWN, parse
from acttutor.core.program.dialects import Dialect
from acttutor.core.program.network_code import functions_of, layers_code, weights_code
from acttutor.core.program.numpy_dialect import NUMPY
from acttutor.core.program.torch_dialect import TORCH
from acttutor.labs.network.model.data.problem import Problem
from acttutor.labs.network.names import is_scaled
from acttutor.labs.network.run import Run
from acttutor.labs.network.script.formula import formula_code

#: Longest line of the program, where it can be broken.
WIDTH = 88
_FEATURES = {
    "x1": "x1",
    "x2": "x2",
    "x1_squared": "x1**2",
    "x2_squared": "x2**2",
    "x1x2": "x1 * x2",
    "sin_x1": "{library}.sin(x1)",
    "sin_x2": "{library}.sin(x2)",
}
_MAIN = '''def words_of(line):
    """The fields of a line, between semicolons, commas, tabs or blanks."""
    marks = [mark for mark in (";", ",", "\\t") if mark in line]
    return [word.strip().strip('"') for word in line.split(*marks[:1])]


def points_of(lines):
    """Both inputs of each line; a header that names them says where they are."""
    places = [0, 1]
    for number, line in enumerate(lines, start=1):
        words = words_of(line)
        if not any(words):
            continue
        try:
            yield [float(words[place].replace(",", ".")) for place in places]
        except (ValueError, IndexError):
            if number > 1:
                print(f"line {number}: two numbers expected, {INPUTS}", file=sys.stderr)
            elif all(name in words for name in INPUTS):
                places = [words.index(name) for name in INPUTS]


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    sys.stdout.reconfigure(errors="replace")
    if sys.stdin.isatty():
        print(f"Two numbers on each line: {INPUTS}", file=sys.stderr)
    for point in points_of(sys.stdin):
        answer = predict([point])[0]
MEANING
'''


def numpy_script(run: Run) -> str:
    """Return the trained network as a program for NumPy.

    Raises:
        UserError: if there is not exactly one network, or it has nothing to learn.
    """
    return _script(run, NUMPY)


def torch_script(run: Run) -> str:
    """Return the trained network as a program for PyTorch; errors as in `numpy_script`."""
    return _script(run, TORCH)


def _script(run: Run, dialect: Dialect) -> str:
    if run.ensemble is not None or run.sweep is not None:
        raise UserError("network.script.one_network")
    if run.problem is None:
        raise UserError("network.script.no_data")
    problem, definitions = run.problem, _functions(run, dialect)
    parts = [
        _head(run, problem, dialect, needs_math="math." in definitions),
        _data(problem, dialect),
        _features(run, dialect),
        definitions,
        weights_code(run.network, dialect),
        _predict(run, problem, dialect),
        _units(problem),
        _MAIN.replace("MEANING", _printed(problem)),
    ]
    return "\n\n".join(part.strip("\n") + "\n" for part in parts if part)


# -- the parts of the program ------------------------------------------------------------------


def _head(run: Run, problem: Problem, dialect: Dialect, needs_math: bool) -> str:
    sizes = " - ".join(map(str, run.network.sizes))
    lines = [
        f'"""A neural network trained in ActTutor, as a program for {dialect.title}.',
        "",
        *textwrap.wrap(
            f"It has {sizes} units from the inputs to the output and {len(run.network.parameters)} "
            f"parameters, and was trained for {run.epoch} epochs.  {_meaning(problem)}",
            WIDTH,
        ),
        "",
        *textwrap.wrap(_expected(problem), WIDTH),
        "",
        f'    echo "{_example(problem)}" | python network.py',
        '"""',
        "",
        *(["import math"] if needs_math else []),
        "import sys",
        "",
        dialect.imports,
    ]
    return "\n".join(lines)


def _expected(problem: Problem) -> str:
    """Return what the program reads."""
    units = "in the units of the table, " if any(problem.columns) else ""
    return (
        f"Each line of the standard input holds both inputs, {units}between commas, semicolons "
        "(then a comma may be the decimal mark), tabs or blanks. A header line may come first; if "
        "it names both inputs, they are looked for below their names."
    )


def _example(problem: Problem) -> str:
    """Return a point in the middle of the data."""
    x, y = problem.frame.out_of([1.5, -2.0])
    return f"{float(f'{x:.4g}')!r} {float(f'{y:.4g}')!r}"


def _meaning(problem: Problem) -> str:
    """Return what the program prints."""
    if problem.kind == "regression":
        return "It prints the value predicted" + (
            ", in the units of the table." if _has_units(problem) else "."
        )
    if problem.kind == "many":
        numbers = {
            "softmax": "the probabilities of all classes",
            "sigmoid": "the probability of each class by itself",
        }.get(problem.output, "one number from -1 to 1 for each class, of which the largest wins")
        return f"It prints the class and, after a tab, {numbers}."
    # Of labels that are numbers the larger one comes first.
    if problem.output == "sigmoid":
        return "It prints the class and, after a tab, the probability of the first class."
    return (
        "It prints the class and, after a tab, the output: above 0 it means the first class, below "
        "0 the second."
    )


def _data(problem: Problem, dialect: Dialect) -> str:
    """Return what the program has to know of a table: names, and how it maps to the square."""
    # Written by repr: a name may hold quotation marks or anything else.
    names = list(problem.columns[:2]) if all(problem.columns[:2]) else ["x1", "x2"]
    lines = ["# Both inputs, as a header may name them.", f"INPUTS = {names!r}"]
    if problem.kind != "regression":
        classes = list(problem.classes) or ["+1", "-1"]
        lines += [f"CLASSES = {classes!r}"]
    if is_scaled(problem):
        lines += [
            "# The network learned in the square from -6 to 6: (x - OFFSET) / FACTOR.",
            f"OFFSET = {dialect.array_of(np.array(problem.frame.offset))}",
            f"FACTOR = {dialect.array_of(np.array(problem.frame.factor))}",
        ]
    if _has_units(problem):
        lines += ["# The values of the table that stand for -1 and 1.",
                  f"LOWEST, HIGHEST = {problem.span[0]!r}, {problem.span[1]!r}"]  # fmt: skip
    return "\n".join(lines)


def _features(run: Run, dialect: Dialect) -> str:
    chosen = [_FEATURES[name].format(library=dialect.name) for name in run.feature_ids]
    return "\n".join(
        [
            "def features(X):",
            '    """What the network is shown of points, shape (n, 2)."""',
            "    x1, x2 = X[:, 0], X[:, 1]",
            f"    return {dialect.columns.format(columns=', '.join(chosen))}",
        ]
    )


def _functions(run: Run, dialect: Dialect) -> str:
    """Return the definitions of all functions that the layers use."""
    wanted, own = functions_of(run.network), ""
    if OWN in wanted:
        code, needed = formula_code(parse(run.settings.formula), dialect)
        own = f'def own(z):\n    """A function of one\'s own."""\n    return {code}\n'
        wanted += needed
    return "\n\n".join([*dialect.definitions(wanted).values(), *([own] if own else [])])


def _predict(run: Run, problem: Problem, dialect: Dialect) -> str:
    inside = "(X - OFFSET) / FACTOR" if is_scaled(problem) else "X"
    lines = [
        f"{dialect.guard}def predict(X):",
        f'    """The answers of the network to points: (n, 2) -> (n, {run.network.sizes[-1]})."""',
        f"    X = {dialect.as_points}",
        f"    a = features({inside})",
        *(f"    {line}" for line in layers_code(run.network)),
        "    return a",
    ]
    return "\n".join(lines)


def _units(problem: Problem) -> str:
    if not _has_units(problem):
        return ""
    return (
        "def in_units(answer):\n"
        '    """The value of the table that an answer from -1 to 1 stands for."""\n'
        "    return LOWEST + (answer + 1) / 2 * (HIGHEST - LOWEST)"
    )


def _printed(problem: Problem) -> str:
    """Return the lines that print the answer to a point."""
    if problem.kind == "regression":
        value = "in_units(answer[0])" if _has_units(problem) else "answer[0]"
        return f"        print(repr(float({value})))"
    number = "int(answer.argmax())"
    if problem.kind == "two":
        boundary = 0.5 if problem.output == "sigmoid" else 0
        number = f"int(answer[0] <= {boundary})"
    # A name of several lines would be several answers.
    return (
        f'        name = " ".join(CLASSES[{number}].split())\n'
        '        numbers = " ".join(repr(float(number)) for number in answer)\n'
        '        print(name, numbers, sep="\\t")'
    )


def _has_units(problem: Problem) -> bool:
    """Tell whether numbers to predict were scaled to the stretch from -1 to 1."""
    return problem.kind == "regression" and problem.span != (-1.0, 1.0)
