"""The trained network as a program that reads the picture of a digit, for NumPy or PyTorch."""

import ast
import textwrap
from importlib.resources import files

from acttutor.core.data.digits import DARKEST, SIDE
from acttutor.core.program.dialects import Dialect
from acttutor.core.program.network_code import functions_of, layers_code, weights_code
from acttutor.core.program.numpy_dialect import NUMPY
from acttutor.core.program.torch_dialect import TORCH
from acttutor.labs.digits.model.pad import STEPS
from acttutor.labs.digits.run import Run

#: Longest line of the head, where it can be broken.
WIDTH = 88
DIALECTS = {"numpy": NUMPY, "torch": TORCH}
#: Where the modules are that prepare a picture, and which; the packaged program has their source.
PREPARING, MODULES = "acttutor.core.data", ("handwriting", "scanning")
_IMPORTS = """from __future__ import annotations

IMPORT_MATH
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
IMPORT_LIBRARY
from PIL import Image, ImageOps"""
_READING = '''# -- from a file to what the network sees -------------------------------------

#: Which steps of the preparation the network was used with.
STEPS = Preparation({steps})


def read_grey(path):
    """The picture as shades from 0 for black to 1 for white, upright as it was taken."""
    with Image.open(path) as picture:
        picture.draft("L", (512, 512))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((512, 512))
        paper = Image.new("RGBA", upright.size, "white")
        paper.alpha_composite(upright.convert("RGBA"))
        return np.asarray(paper.convert("L"), dtype=float) / 255


def pixels_of(path):
    """The digit in a picture as 64 numbers from 0 to 1; nothing where there is none."""
    strokes, pen = scanned(read_grey(path))
    return prepare(strokes, pen, STEPS).pixels.ravel() / DARKEST if strokes else None
'''
_MAIN = """if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(f"usage: python {sys.argv[0]} PICTURE...")
    for name in sys.argv[1:]:
        try:
            pixels = pixels_of(name)
        except OSError as error:
            sys.exit(f"{name}: {error}")
        if pixels is None:
            sys.exit(f"{name}: there is no digit")
        answers = predict(pixels[np.newaxis])[0]
        print(int(answers.argmax()), " ".join(repr(float(p)) for p in answers), sep="\\t")
"""


def program(run: Run, kind: str) -> str:
    """Return the network, without the units that are switched off, as a program.

    Args:
        run: the run.
        kind: ``"numpy"`` or ``"torch"``.
    """
    dialect, network = DIALECTS[kind], run.reader.folded()
    functions = "\n\n".join(dialect.definitions(functions_of(network)).values())
    steps = ", ".join(f"{name}={getattr(run.settings, name)}" for name in STEPS)
    prepare = "\n\n".join(_source(module) for module in MODULES)
    parts = [
        _head(run, dialect, needs_math="math." in functions + prepare),
        "# -- preparing a picture as the data were made " + "-" * 33,
        f"Array = np.ndarray\nDARKEST, SIDE = {DARKEST}, {SIDE}",
        prepare,
        _READING.format(steps=steps),
        "# -- the network " + "-" * 63,
        functions,
        weights_code(network, dialect),
        "\n".join(
            [
                f"{dialect.guard}def predict(X):",
                '    """The probability of each digit for pictures: (n, 64) -> (n, 10)."""',
                f"    a = {dialect.as_points}",
                *(f"    {line}" for line in layers_code(network)),
                "    return a",
            ]
        ),
        _MAIN,
    ]
    return "\n\n".join(part.strip("\n") + "\n" for part in parts)


def _head(run: Run, dialect: Dialect, needs_math: bool) -> str:
    sizes = " - ".join(map(str, run.network.sizes))
    said = (
        f"It has {sizes} units from the inputs to the output and was trained for {run.epoch} "
        "epochs.  It reads pictures (PNG or JPEG) of one digit each, dark on light or light on "
        "dark, and prints for each the digit and, after a tab, the probabilities of 0 to 9."
    )
    lines = [
        f'"""A network that reads handwritten digits, trained in ActTutor, for {dialect.title}.',
        "",
        *textwrap.wrap(said, WIDTH),
        "",
        "    python digits.py four.png",
        "",
        "It learned from digits of E. Alpaydin and C. Kaynak, Optical Recognition of",
        "Handwritten Digits, UCI Machine Learning Repository (1998),",
        "https://doi.org/10.24432/C50P49, CC BY 4.0.",
        '"""',
    ]
    library = "" if dialect.name == "np" else f"{dialect.imports}\n"
    imports = _IMPORTS.replace("IMPORT_MATH\n", "import math\n" if needs_math else "")
    return "\n".join(lines) + "\n\n" + imports.replace("IMPORT_LIBRARY\n", library)


def _source(name: str) -> str:
    """Return what a module of ours defines, without its imports and what it says of itself."""
    text = files(PREPARING).joinpath(f"{name}.py").read_text(encoding="utf-8")
    body = ast.parse(text).body
    kept = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom | ast.Expr)]
    lines = text.splitlines()
    first = min(node.lineno for node in kept)
    # Comments and decorators stand above what they belong to.
    while lines[first - 2].startswith(("#", "@")):
        first -= 1
    return "\n".join(lines[first - 1 :])
