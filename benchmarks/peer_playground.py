"""The same training in the way of the web playground, by Node if there is one: playground.js."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from acttutor.core.arrays import Array

from .turns import Often

PROGRAM = Path(__file__).with_name("playground.js")


@contextmanager
def playground_epochs(
    sizes: tuple[int, ...], data: tuple[Array, ...], batch_size: int, lr: float
) -> Iterator[Often | None]:
    """A function that trains for so many epochs, losses included; None without Node.

    Args:
        sizes: the widths of all layers, the last one 1.
        data: inputs and targets to train with, and to test with.
        batch_size, lr: as in our own training.
    """
    node = shutil.which("node")
    if node is None:
        yield None
        return
    X, T, X_test, T_test = data
    told = {
        "sizes": sizes,
        "train": _samples(X, T),
        "test": _samples(X_test, T_test),
        "batch": batch_size,
        "rate": lr,
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "told.json"
        file.write_text(json.dumps(told), encoding="utf-8")
        with subprocess.Popen(
            [node, str(PROGRAM), str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            yield lambda count: _train(process, count)
            assert process.stdin is not None
            process.stdin.close()  # the end of its input is the end of its work


def _samples(X: Array, T: Array) -> list[dict[str, object]]:
    return [{"point": x, "target": t[0]} for x, t in zip(X.tolist(), T.tolist(), strict=True)]


def _train(process: "subprocess.Popen[str]", count: int) -> list[float]:
    """Train for so many epochs; returns the losses on training and test data."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(f"{count}\n")
    process.stdin.flush()
    losses: list[float] = json.loads(process.stdout.readline())
    return losses
