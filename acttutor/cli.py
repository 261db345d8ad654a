"""The same labs without a window: pictures, training, tables and handouts from the command line.

Nothing here needs tkinter or a display.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from acttutor import startup
from acttutor.base.errors import UserError
from acttutor.base.fields import Choice, Flag, Number, changed, field_names, spec_of
from acttutor.base.plain import to_plain, value_from_plain
from acttutor.base.run import Run
from acttutor.base.store import LANGUAGES, THEMES
from acttutor.base.texts import Texts, system_language
from acttutor.cli_sweep import sweep_changes, sweep_to_the_end
from acttutor.labs.registry import LABS

EXAMPLES = """examples:
  acttutor render --lab descent --set lr=0.9 --steps 20 --out descent.gif
  acttutor render experiment.acttutor --out figure.png --size 1920x1080 --lang ja --theme dark
  acttutor train experiment.acttutor --epochs 500 --csv losses.csv
  acttutor train --set activation=relu --set layers=[8,8] --epochs 200 --save trained.acttutor
  acttutor sweep --vary lr=0.01,0.03,0.1 --vary activation=tanh,relu --seeds 3 --csv grid.csv
  acttutor list settings --lab network
  acttutor handout --out handout.pdf
"""
#: A change of the progress bar that can be seen.
BAR = 40
#: How long a step is waited for that is made in another process.
PATIENCE_S = 60.0


class _Help(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of the examples."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(prog="acttutor", epilog=EXAMPLES, formatter_class=_Help)
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    _add_render(commands)
    _add_train(commands)
    _add_sweep(commands)
    listing = commands.add_parser("list", help="list labs, or the settings of a lab")
    listing.add_argument("what", choices=("labs", "settings"))
    listing.add_argument("--lab", choices=tuple(LABS), default="network")
    _add_language(listing)
    handout = commands.add_parser("handout", help="every lab on a page of one PDF")
    handout.add_argument("--out", type=Path, required=True)
    _add_language(handout)
    return top


def _add_render(commands: Any) -> None:
    render = commands.add_parser(
        "render", help="a picture (png, svg, pdf), animation (gif, mp4) or table (csv) of a lab"
    )
    _add_experiment(render)
    render.add_argument("--out", type=Path, required=True, help="its ending names the format")
    render.add_argument("--steps", type=int, help="steps to go on first; of an animation, in all")
    render.add_argument("--pictures", type=int, default=120, help="pictures of an animation")
    render.add_argument("--size", type=_size, default=(1280, 800), metavar="WIDTHxHEIGHT")
    render.add_argument("--theme", choices=THEMES, default="light")
    render.add_argument(
        "--progress", action="store_true", help="print the share that is done, line by line"
    )


def _add_train(commands: Any) -> None:
    train = commands.add_parser("train", help="train the network of the network lab")
    _add_experiment(train)
    train.add_argument("--epochs", type=int, default=100)
    train.add_argument("--csv", type=Path, help="write the losses of all epochs")
    train.add_argument("--save", type=Path, help="write the trained network as an experiment")


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
    command.add_argument("file", nargs="?", type=Path, help="an experiment file")
    command.add_argument("--lab", choices=tuple(LABS), help="instead of a file; default: network")
    command.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", dest="changes",
        help="a setting, as often as needed; see: acttutor list settings",
    )  # fmt: skip
    command.add_argument("--code", help="a share code instead of a file")
    _add_language(command)


def _add_language(command: Any) -> None:
    command.add_argument("--lang", choices=LANGUAGES, default=system_language())


def _size(text: str) -> tuple[int, int]:
    from acttutor.files.page import LARGEST, SMALLEST

    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not like 1920x1080") from None
    if not all(SMALLEST <= side <= LARGEST for side in (width, height)):
        raise argparse.ArgumentTypeError(f"{text}: from {SMALLEST} to {LARGEST} are allowed")
    return width, height


def main(arguments: Sequence[str]) -> int:
    """Run a command; returns its exit code: 0, or 2 if it was asked for the impossible."""
    options = parser().parse_args(arguments)
    startup.prepare_without_window()
    texts = Texts(options.lang)
    try:
        COMMANDS[options.command](options, texts)
    except UserError as error:
        print(f"acttutor: {texts.error(error)}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"acttutor: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


# -- experiments -------------------------------------------------------------------------------


def _experiment(options: argparse.Namespace) -> tuple[str, Run]:
    """Return the lab and the run that were asked for."""
    from acttutor.files.experiment import Experiment, open_experiment
    from acttutor.files.share_code import decode

    if options.file is not None:
        experiment = open_experiment(options.file)
    elif options.code:
        experiment = decode(options.code)
    else:
        lab = options.lab or "network"
        experiment = Experiment(lab, LABS[lab].settings_class())
    if not options.changes:
        return experiment.lab, experiment.make_run()
    settings = changed(experiment.settings, **_changes(options.changes, experiment.settings))
    return experiment.lab, LABS[experiment.lab].run_class(settings)


def _changes(pairs: Sequence[str], settings: Any) -> dict[str, Any]:
    """Return what ``--set`` says, every value checked."""
    found = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or name not in field_names(settings):
            names = ", ".join(field_names(settings))
            raise UserError("files.no_option", field="--set", value=pair, options=names)
        found[name] = value_from_plain(spec_of(settings, name), _value(settings, name, text), name)
    return found


def _value(settings: Any, name: str, text: str) -> Any:
    """Return a text as what the setting expects; as it is if it cannot be read so."""
    if isinstance(spec_of(settings, name), Choice):
        return text
    if isinstance(spec_of(settings, name), Flag) and text.lower() in ("on", "off", "yes", "no"):
        return text.lower() in ("on", "yes")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


# -- commands ----------------------------------------------------------------------------------


def _render(options: argparse.Namespace, texts: Texts) -> None:
    from acttutor.files.table import csv_bytes

    lab, run = _experiment(options)
    kind = options.out.suffix.lower().lstrip(".")
    if kind in ("gif", "mp4"):
        _animate(options, texts, lab, run)
        return
    _go_on(run, options.steps or 0)
    if kind == "csv":
        options.out.write_bytes(csv_bytes(LABS[lab].table(run)))
        return
    if kind not in ("png", "svg", "pdf"):
        kinds = ".png, .svg, .pdf, .gif, .mp4, .csv"
        raise UserError("files.no_option", field="--out", value=f".{kind}", options=kinds)
    from acttutor.files.page import picture

    options.out.write_bytes(picture(kind, lab, run, texts, options.theme, options.size))


def _animate(options: argparse.Namespace, texts: Texts, lab: str, run: Run) -> None:
    from acttutor.files.animation import frames, write_animation
    from acttutor.files.page import Page

    if not LABS[lab].has_time:
        raise UserError("files.no_time", lab=texts(f"{lab}.name"))
    steps = options.steps or options.pictures - 1
    pictures = max(2, min(options.pictures, steps + 1))
    run.reset()
    page = Page(lab, run, texts, options.theme, options.size)
    bar = _Bar(options.progress)
    write_animation(options.out, frames(page, run, max(steps, 1), pictures), pictures, bar.show)
    bar.end()


def _train(options: argparse.Namespace, texts: Texts) -> None:
    from acttutor.files.experiment import experiment_of, save_experiment
    from acttutor.files.table import csv_bytes

    lab, run = _experiment(options)
    if lab != "network":
        raise UserError("files.no_option", field="--lab", value=lab, options="network")
    bar = _Bar()
    _go_on(run, options.epochs, bar.show)
    bar.end()
    print(LABS[lab].readout(run, texts))
    if options.csv:
        options.csv.write_bytes(csv_bytes(LABS[lab].table(run)))
    if options.save:
        save_experiment(experiment_of(lab, run), options.save)


def _sweep(options: argparse.Namespace, texts: Texts) -> None:
    from acttutor.files.experiment import experiment_of, save_experiment
    from acttutor.files.table import csv_bytes

    lab, asked = _experiment(options)
    if lab != "network":
        raise UserError("files.no_option", field="--lab", value=lab, options="network")
    changes = sweep_changes(asked.settings, options.vary, options.seeds, options.epochs)
    run = LABS[lab].run_class(changed(asked.settings, **changes))
    bar = _Bar()
    try:
        sweep_to_the_end(run, options.workers, bar.show)
    finally:
        run.close()
        bar.end()
    print(LABS[lab].readout(run, texts))
    if options.csv:
        options.csv.write_bytes(csv_bytes(LABS[lab].table(run)))
    if options.save:
        save_experiment(experiment_of(lab, run), options.save)


def _go_on(run: Run, steps: int, progress: Any = lambda share: None) -> None:
    for done in range(1, steps + 1):
        if not run.step():
            return
        run.wait(PATIENCE_S)
        progress(done / steps)


def _list(options: argparse.Namespace, texts: Texts) -> None:
    if options.what == "labs":
        for lab in LABS:
            print(f"{lab:12}  {texts(f'{lab}.title')}")
        return
    defaults = LABS[options.lab].settings_class()
    for name in field_names(defaults):
        default = json.dumps(to_plain(getattr(defaults, name)), ensure_ascii=False)
        default = default if len(default) <= 40 else default[:39] + "…"
        print(f"{name:16} {default:24} {_allowed(spec_of(defaults, name))}".rstrip())


def _allowed(spec: Any) -> str:
    if isinstance(spec, Number):
        if spec.values:
            return ", ".join(f"{value:g}" for value in spec.values)
        return f"{spec.low:g} … {spec.high:g} {spec.unit}"
    if isinstance(spec, Choice):
        return ", ".join(spec.options)
    return "true, false" if isinstance(spec, Flag) else "JSON"


def _handout(options: argparse.Namespace, texts: Texts) -> None:
    from acttutor.files.handout import handout

    bar = _Bar()
    runs = []
    for lab, entry in LABS.items():
        changes, steps = entry.showcase
        run = entry.run_class(changed(entry.settings_class(), **changes))
        _go_on(run, steps)
        runs.append((lab, run))
        bar.show(len(runs) / len(LABS) / 2)
    options.out.write_bytes(handout(runs, texts))
    bar.show(1.0)
    bar.end()


COMMANDS = {
    "render": _render,
    "train": _train,
    "sweep": _sweep,
    "list": _list,
    "handout": _handout,
}


class _Bar:
    """A progress bar on standard error; nothing where that is no terminal.

    Args:
        lines: print every share as a line of its own on standard output as well.
    """

    def __init__(self, lines: bool = False) -> None:
        self._lines = lines
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._start_s = time.perf_counter()
        self._filled = -1

    def show(self, share: float) -> None:
        """Show how much is done, from 0 to 1."""
        filled = int(BAR * share)
        if self._lines:
            print(f"{share:.3f}", flush=True)
        if not self._shown or filled == self._filled:
            return
        self._filled = filled
        left_s = (time.perf_counter() - self._start_s) * (1 / max(share, 1e-3) - 1)
        line = f"\r[{'#' * filled}{'.' * (BAR - filled)}] {100 * share:3.0f} %  {left_s:5.0f} s "
        print(line, end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line."""
        if self._shown:
            print(file=sys.stderr)
