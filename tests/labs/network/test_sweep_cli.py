"""The sweep of the command line."""

from pathlib import Path

import pytest

from acttutor.base.errors import UserError
from acttutor.cli import commands as cli
from acttutor.cli.sweep import sweep_changes
from acttutor.labs.network.state import Settings


def test_options_become_settings() -> None:
    changes = sweep_changes(Settings(), ["lr=0.01,1", "activation=tanh, relu"], 2, 50)
    assert changes == {
        "mode": "sweep",
        "sweep_seeds": 2,
        "sweep_epochs": 50,
        "sweep_x": "lr",
        "sweep_y": "activation",
        "sweep_values": (("lr", (0.01, 1)), ("activation", ("tanh", "relu"))),
    }


@pytest.mark.parametrize(
    ("vary", "seeds"),
    [
        (["speed=3"], None),
        (["lr=0.02"], None),
        (["lr"], None),
        (["batch=true"], None),
        (["lr=0.1", "lr=1"], None),
        (["lr=0.1", "batch=1", "noise=5"], None),
        ([], 9),
    ],
)
def test_what_is_not_possible_is_said(vary: list[str], seeds: int | None) -> None:
    with pytest.raises(UserError):
        sweep_changes(Settings(), vary, seeds, None)


def test_the_grid_goes_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, saved = tmp_path / "grid.csv", tmp_path / "grid.acttutor"
    arguments = ["sweep", "--vary", "lr=0.03,0.1", "--seeds", "2", "--epochs", "10", "--lang", "en"]
    assert cli.main([*arguments, "--csv", str(target), "--save", str(saved)]) == 0
    assert "4 of 4 networks" in capsys.readouterr().out
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "lr,seed,loss_train,loss_test,failed_in_epoch"
    assert [line.split(",")[:2] for line in lines[1:]] == [
        ["0.03", "1"], ["0.03", "2"], ["0.1", "1"], ["0.1", "2"],
    ]  # fmt: skip
    # What was saved is not trained again.
    assert cli.main(["sweep", str(saved), "--workers", "65", "--lang", "en"]) == 2
    assert "--workers" in capsys.readouterr().err
