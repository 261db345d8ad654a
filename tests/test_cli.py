"""The command line: the same labs without a window, a display or tkinter."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from acttutor.base.state.limits import Limits
from acttutor.cli import commands as cli
from acttutor.files.experiment import Experiment, open_experiment, save_experiment
from acttutor.labs.registry import LABS
from acttutor.main import main

ROOT = Path(__file__).resolve().parents[1]


def run(*arguments: object) -> int:
    return cli.main([str(part) for part in arguments])


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "csv", "gif"])
def test_render(kind: str, tmp_path: Path) -> None:
    out = tmp_path / f"x.{kind}"
    more = ("--pictures", 5) if kind == "gif" else ()
    assert run("render", "--lab", "descent", "--set", "lr=0.9", "--steps", 4, "--size", "400x300",
               "--out", out, "--lang", "ja", *more) == 0  # fmt: skip
    assert out.stat().st_size > 100
    if kind in ("png", "gif"):
        assert Image.open(out).size == (400, 300)


def test_train_writes_losses_and_an_experiment_that_goes_on(tmp_path: Path) -> None:
    losses, trained = tmp_path / "losses.csv", tmp_path / "x.acttutor"
    assert run("train", "--set", "activation=relu", "--set", "layers=[3]", "--epochs", 12,
               "--csv", losses, "--save", trained) == 0  # fmt: skip
    table = csv.DictReader(losses.read_text(encoding="utf-8-sig").splitlines())
    # Weights and points stand beside the losses, and may be more.
    rows = [row for row in table if row["epoch"]]
    assert [int(row["epoch"]) for row in rows] == list(range(13))
    again = open_experiment(trained).make_run()
    assert again.epoch == 12
    assert again.losses.train[-1] == pytest.approx(float(rows[-1]["loss_train"]), rel=1e-12)


@pytest.mark.parametrize(
    "command",
    [
        ("train", "--epochs", 2, "--set", "lr=0.1"),
        ("sweep", "--vary", "lr=0.1", "--vary", "activation=relu", "--seeds", 1, "--epochs", 10),
    ],
)
def test_what_is_saved_keeps_the_controls_that_its_file_took_away(
    command: tuple[object, ...], tmp_path: Path
) -> None:
    given, saved = tmp_path / "given.acttutor", tmp_path / "saved.acttutor"
    controls = Limits(hide=("noise",), lock=("layers",))
    experiment = Experiment("network", LABS["network"].defaults(), controls=controls)
    save_experiment(experiment, given)
    assert run(command[0], given, *command[1:], "--save", saved) == 0
    assert open_experiment(saved).controls == controls


def test_a_share_code_is_as_good_as_a_file(tmp_path: Path) -> None:
    from acttutor.files.share_code import encode

    code = encode(Experiment("descent", LABS["descent"].settings_class(lr=0.9)))
    assert run("render", "--code", code, "--out", tmp_path / "x.png") == 0


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("render", "--lab", "descent", "--set", "lr=9", "--out", "x.png"), "lr"),
        (("render", "--lab", "descent", "--set", "nothing=1", "--out", "x.png"), "nothing"),
        (("render", "--lab", "descent", "--set", "lr", "--out", "x.png"), "lr"),
        (("render", "missing.acttutor", "--out", "x.png"), "missing.acttutor"),
        (("render", "--lab", "descent", "--out", "x.bmp"), ".bmp"),
        (("render", "--lab", "activations", "--out", "x.gif"), "Activations"),
        (("render", "--code", "ACT1-AAAAA", "--out", "x.png"), "typo"),
        (("render", "--lab", "descent", "--out", "/no/such/folder/x.png"), "folder"),
        (("train", "--lab", "descent"), "network"),
    ],
)
def test_a_mistake_is_one_line_on_standard_error(
    arguments: tuple[str, ...], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments, "--lang", "en") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert word in captured.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("sheet",),
        ("render", "--lab", "nope", "--out", "x.png"),
        ("render", "--lab", "unit", "--out", "x.png", "--size", "0x0"),
        ("train", "--epochs", "many"),
        ("train", "--epochs", "-1"),
        ("train", "--epochs", "99999999999"),
        ("render", "--lab", "unit", "--out", "x.gif", "--pictures", "-2"),
        ("render", "--lab", "unit", "--out", "x.gif", "--pictures", "1"),
        ("list", "questions", "--seed", "-1"),
        ("sheet", "--out", "x", "--count", "-1"),
        ("sheet", "--out", "x", "--count", "0"),
        ("sheet", "--out", "x", "--seeds", "a"),
        ("sheet", "--out", "x", "--seeds", ""),
        ("sheet", "--out", "x", "--seeds", "5-1"),
        ("train", "--no-such-option"),
        ("list", "everything"),
        ("handout",),
        ("--lab", "nope"),
        ("--theme",),
        ("a.acttutor", "b.acttutor"),
    ],
)
def test_a_wrong_call_is_one_line_on_standard_error(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert ended.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("acttutor") and captured.err.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is always a display")
@pytest.mark.parametrize(
    "name, code",
    [("nope", 2), ("damaged.acttutor", 2), ("good.acttutor", 1), ("good.csv", 1), ("none.csv", 2)],
)
def test_without_a_display_it_says_what_is_wrong_with_the_file(
    name: str, code: int, tmp_path: Path
) -> None:
    (tmp_path / "damaged.acttutor").write_text("{", encoding="utf-8")
    (tmp_path / "good.csv").write_text("1,2,0\n2,1,1\n", encoding="utf-8")
    save_experiment(Experiment("unit", LABS["unit"].defaults()), tmp_path / "good.acttutor")
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment["XDG_DATA_HOME"] = str(tmp_path / "data")
    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), str(tmp_path / name), "--language", "en"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert done.stderr.count("\n") == 1
    assert ("display" if code == 1 else "JSON" if "damaged" in name else name) in done.stderr


def test_lists(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", "labs", "--lang", "en") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(LABS)
    assert run("list", "settings", "--lab", "descent") == 0
    assert "0 … 1.25" in capsys.readouterr().out


def test_it_runs_without_a_display_and_without_tkinter(tmp_path: Path) -> None:
    """In a process of its own, in which importing tkinter is an error."""
    program = (
        "import sys; import no_tkinter\n"
        "from acttutor.main import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    done = subprocess.run(
        [sys.executable, "-c", program, "render", "--lab", "network", "--steps", "3",
         "--out", str(tmp_path / "x.png")],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert Image.open(tmp_path / "x.png").size == (1280, 800)
