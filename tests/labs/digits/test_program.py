"""The trained network as a program: run by itself, it reads a picture as the lab does."""

import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from acttutor.base.state.fields import changed
from acttutor.core.data.handwriting import prepare
from acttutor.core.data.scanning import scanned
from acttutor.core.data.shaky_hand import shaky_digits
from acttutor.labs.digits.export import script
from acttutor.labs.digits.panels.picture import read_grey
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.state import Settings

KINDS = [
    "numpy",
    pytest.param(
        "torch", marks=pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is missing")
    ),
]
SETTINGS = changed(
    Settings(),
    layers=(20, 12),
    activation1="prelu",
    activation2="gelu",
    batch_norm=True,
    off=[3],
    straighten=False,
)


@cache
def run() -> Run:
    made = Run(SETTINGS)
    for _ in range(10):
        made.step()
    return made


def picture(strokes: list, path: Path, ink: str, paper: str) -> None:
    image = Image.new("RGB", (300, 260), paper)
    draw = ImageDraw.Draw(image)
    for stroke in strokes:
        draw.line([(40 + 200 * x, 30 + 200 * y) for x, y in stroke], ink, 14, joint="curve")
    image.save(path)


@pytest.mark.parametrize("kind", KINDS)
def test_the_program_reads_pictures_as_the_lab_does(kind: str, tmp_path: Path) -> None:
    program = tmp_path / "digits.py"
    program.write_text(script(run(), kind), encoding="utf-8")
    files = []
    for k, (_, strokes) in enumerate(shaky_digits(4, 3)):
        files.append(tmp_path / f"{k}.{'png' if k % 2 else 'jpg'}")
        picture(strokes, files[-1], *(("white", "navy") if k == 1 else ("black", "beige")))
    done = subprocess.run(
        [sys.executable, "-W", "error", str(program), *map(str, files)],
        capture_output=True, text=True, timeout=120, cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    for line, file in zip(done.stdout.splitlines(), files, strict=True):
        digit, numbers = line.split("\t")
        strokes, pen = scanned(read_grey(file))
        image = prepare(strokes, pen, SETTINGS.preparation).pixels.ravel() / 16
        expected = run().predict(image)
        assert int(digit) == expected.argmax()
        np.testing.assert_allclose([float(n) for n in numbers.split()], expected, atol=1e-9)


@pytest.mark.parametrize("kind", ["numpy", "torch"])
def test_a_program_is_python_and_names_its_source(kind: str) -> None:
    text = script(run(), kind)
    compile(text, "digits.py", "exec")
    assert "CC BY 4.0" in text and "acttutor." not in text
    assert ("import torch" in text) == (kind == "torch")


def test_what_is_no_picture_is_said_in_one_line(tmp_path: Path) -> None:
    program = tmp_path / "digits.py"
    program.write_text(script(run(), "numpy"), encoding="utf-8")
    Image.new("L", (40, 40), 255).save(tmp_path / "empty.png")
    (tmp_path / "text.png").write_text("4", encoding="utf-8")
    for name in ("empty.png", "text.png", "none.png"):
        done = subprocess.run(
            [sys.executable, str(program), name],
            capture_output=True, text=True, timeout=120, cwd=tmp_path,
        )  # fmt: skip
        assert done.returncode == 1 and done.stderr.count("\n") == 1 and name in done.stderr
