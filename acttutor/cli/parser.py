"""The options of the command line."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from acttutor.base.language.languages import LANGUAGES
from acttutor.base.state.store import THEMES
from acttutor.cli.one_line_parser import Parser
from acttutor.labs.registry import LABS
from acttutor.system.language import system_language
from acttutor.tables.encoding import OFFERED
from acttutor.tables.numbers import COMMA, POINT
from acttutor.tables.taking import CLASSES, NUMBERS

EXAMPLES = """examples:
  acttutor render --lab descent --set lr=0.9 --steps 20 --out descent.gif
  acttutor render experiment.acttutor --out figure.png --size 1920x1080 --lang ja --theme dark
  acttutor render trained.acttutor --out model.py --script torch
  acttutor train experiment.acttutor --epochs 500 --csv losses.csv
  acttutor train --set activation=relu --set layers=[8,8] --epochs 200 --save trained.acttutor
  acttutor sweep --vary lr=0.01,0.03,0.1 --vary activation=tanh,relu --seeds 3 --csv grid.csv
  acttutor table ads.csv --columns Age,EstimatedSalary,Purchased
  acttutor train ads.csv --columns Age,EstimatedSalary,Purchased --epochs 200
  acttutor train --lab digits --epochs 20 --json
  acttutor digits merge FOLDER --out class.acttutor
  acttutor list settings --lab network
  acttutor list questions --json --seed 7
  acttutor sheet --seeds 1-40 --count 20 --out sheets
  acttutor handout --out handout.pdf
"""
#: Libraries that a network can be written for.
SCRIPTS = ("numpy", "torch")


#: Steps, epochs or pictures at most.
MOST_STEPS = 10_000_000
#: Questions of a sheet at most.
MOST_QUESTIONS = 200


class _Help(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of the examples."""


def parser() -> Parser:
    """Return the parser of all commands."""
    top = Parser(prog="acttutor", epilog=EXAMPLES, formatter_class=_Help)
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    _add_render(commands)
    _add_train(commands)
    _add_sweep(commands)
    table = commands.add_parser("table", help="print what is read of a table, as JSON")
    table.add_argument("file", type=Path, help="a text file (CSV and its kin) or a spreadsheet")
    _add_columns(table)
    _add_language(table)
    listing = commands.add_parser("list", help="list labs, the settings of a lab, or questions")
    listing.add_argument("what", choices=("labs", "settings", "questions"))
    listing.add_argument("--json", action="store_true", help="questions with choices and answers")
    listing.add_argument("--choices", action="store_true", help="numbers and orders, too")
    listing.add_argument("--seed", type=_seed, default=1, help="which of the many of each template")
    listing.add_argument("--lab", choices=tuple(LABS), default="network")
    _add_language(listing)
    sheet = commands.add_parser("sheet", help="question sheets, each with its key, as PDF")
    sheet.add_argument("--seeds", type=_seeds, default=(1, 1), metavar="FIRST-LAST")
    sheet.add_argument(
        "--count", type=_whole(1, MOST_QUESTIONS), default=10, help="questions of a sheet"
    )
    sheet.add_argument("--choices", action="store_true", help="everything with choices")
    sheet.add_argument("--out", type=Path, required=True, help="a folder")
    _add_language(sheet)
    digits = commands.add_parser("digits", help="gather what many have written in the digits lab")
    digits.add_argument("what", choices=("merge",))
    digits.add_argument("folder", type=Path, help="a folder of experiment files")
    digits.add_argument("--out", type=Path, required=True, help="an experiment with all of it")
    _add_language(digits)
    handout = commands.add_parser(
        "handout", help="every lab on a page of one PDF, with exercises and their key"
    )
    handout.add_argument("--out", type=Path, required=True)
    handout.add_argument(
        "--exercises", type=_whole(0, 20), default=4, help="questions about each lab; 0 for none"
    )
    handout.add_argument("--seed", type=_seed, default=1, help="that of the questions")
    _add_language(handout)
    return top


def _add_render(commands: Any) -> None:
    render = commands.add_parser(
        "render",
        help="a picture (png, svg, pdf), animation (gif, mp4) or table (csv) of a lab, or a "
        "trained network as a program (py)",
    )
    _add_experiment(render)
    render.add_argument("--out", type=Path, help="its ending names the format")
    render.add_argument("--text", type=Path, help="write what the picture shows, in sentences")
    render.add_argument(
        "--steps", type=_count, help="steps to go on first; of an animation, in all"
    )
    render.add_argument(
        "--pictures", type=_whole(2, MOST_STEPS), default=120, help="pictures of an animation"
    )
    render.add_argument("--size", type=_size, default=(1280, 800), metavar="WIDTHxHEIGHT")
    render.add_argument(
        "--script", choices=SCRIPTS, help="the library of a program; default: numpy"
    )
    render.add_argument("--theme", choices=THEMES, default="light")
    render.add_argument(
        "--progress", action="store_true", help="print the share that is done, line by line"
    )
    # Folders of a window that asked for this; both are gone when its end of standard input is.
    render.add_argument("--owned", action="append", type=Path, help=argparse.SUPPRESS)


def _add_train(commands: Any) -> None:
    train = commands.add_parser("train", help="train the network of a lab that has one")
    _add_experiment(train)
    train.add_argument("--epochs", type=_count, default=100)
    train.add_argument("--csv", type=Path, help="write losses, weights, points and answers")
    train.add_argument("--save", type=Path, help="write the trained network as an experiment")
    train.add_argument("--json", action="store_true", help="print how it came out as JSON")


def _add_sweep(commands: Any) -> None:
    sweep = commands.add_parser(
        "sweep", help="train the network for every pair of values of two settings"
    )
    _add_experiment(sweep)
    sweep.add_argument(
        "--vary", action="append", default=[], metavar="NAME=VALUE,VALUE…",
        help="a setting and its values, once or twice; default: those of the experiment",
    )  # fmt: skip
    sweep.add_argument("--seeds", type=int, help="networks for each pair, with seeds of their own")
    sweep.add_argument("--epochs", type=int, help="how long each network is trained")
    sweep.add_argument("--workers", type=int, help="processes; makes no difference to the results")
    sweep.add_argument("--csv", type=Path, help="write a row for each network")
    sweep.add_argument("--save", type=Path, help="write the filled grid as an experiment")


def _add_experiment(command: Any) -> None:
    command.add_argument("file", nargs="?", type=Path, help="an experiment file, or a table")
    _add_columns(command)
    command.add_argument("--lab", choices=tuple(LABS), help="instead of a file; default: network")
    command.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", dest="changes",
        help="a setting, as often as needed; see: acttutor list settings",
    )  # fmt: skip
    command.add_argument("--code", help="a share code instead of a file")
    _add_language(command)


def _add_columns(command: Any) -> None:
    """Add what may be said about a table."""
    command.add_argument(
        "--columns", metavar="X,Y,LABEL", help="names or numbers of the columns of a table"
    )
    command.add_argument(
        "--as", choices=(CLASSES, NUMBERS), dest="label_as", help="how its label is meant"
    )
    command.add_argument("--sheet", help="the sheet of a spreadsheet; default: the first one")
    command.add_argument(
        "--decimal", choices=(POINT, COMMA), help="what 1,234 or 1.234 means where both could be"
    )
    command.add_argument("--encoding", choices=OFFERED, help="the encoding of a text")


def _add_language(command: Any) -> None:
    command.add_argument("--lang", choices=LANGUAGES, default=system_language())


def _whole(low: int, high: int) -> Callable[[str], int]:
    """Return what reads a whole number within bounds."""

    def number(text: str) -> int:
        try:
            found = int(text) if len(text) <= len(str(high)) else high + 1
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
        if not low <= found <= high:
            raise argparse.ArgumentTypeError(f"{text}: from {low} to {high} are allowed")
        return found

    return number


_seed = _whole(0, 9999)
#: Steps, epochs or pictures that a lifetime is enough for.
_count = _whole(0, MOST_STEPS)


def _seeds(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    seeds = _seed(first), _seed(last or first)
    if seeds[0] > seeds[1]:
        raise argparse.ArgumentTypeError(f"{text!r} is not like 1-40")
    return seeds


def _size(text: str) -> tuple[int, int]:
    from acttutor.files.page import LARGEST, SMALLEST

    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not like 1920x1080") from None
    if not all(SMALLEST <= side <= LARGEST for side in (width, height)):
        raise argparse.ArgumentTypeError(f"{text}: from {SMALLEST} to {LARGEST} are allowed")
    return width, height
