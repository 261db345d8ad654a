"""The same labs without a window: pictures, training, tables and handouts from the command line.

Nothing here needs tkinter or a display.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from acttutor import startup
from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.plain import to_plain, value_from_plain
from acttutor.base.state.fields import Choice, Flag, Number, changed, field_names, spec_of
from acttutor.base.state.run import AnyRun
from acttutor.base.storage.atomic import check_place, put
from acttutor.cli.bar import Bar
from acttutor.cli.digits import merge_writing
from acttutor.cli.parser import SCRIPTS, parser
from acttutor.cli.quiz import list_questions, write_sheets
from acttutor.cli.sweep import sweep_changes, sweep_to_the_end
from acttutor.cli.table import NETWORK, experiment_from, print_table
from acttutor.files.experiment import (
    Experiment,
    experiment_of,
    open_experiment,
    save_experiment,
)
from acttutor.labs.registry import LABS
from acttutor.system import console
from acttutor.system.ending import end_cleanly, end_with_owner, told_to_end
from acttutor.tables.reading import is_table

#: The labs whose network can be trained here.
TRAINED = tuple(name for name, lab in LABS.items() if lab.is_trained)
#: How long a step is waited for that is made in another process.
PATIENCE_S = 60.0


def main(arguments: Sequence[str]) -> int:
    """Run a command; returns its exit code: 0, or 2 if it was asked for the impossible."""
    options = parser().parse_args(arguments)
    end_cleanly()
    if getattr(options, "owned", None):
        console.speak_utf8()
        end_with_owner(options.owned)
    startup.prepare_without_window()
    texts = Texts(options.lang)
    try:
        COMMANDS[options.command](options, texts)
    except UserError as error:
        print(f"acttutor: {texts.error(error)}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever was reading has seen enough
        console.stop_printing()
        return 0
    except OSError as error:
        print(f"acttutor: {error}", file=sys.stderr)
        return told_to_end() or 2
    except KeyboardInterrupt:
        return 130
    except Exception:
        if code := told_to_end():
            return code
        raise
    return 0


# -- experiments -------------------------------------------------------------------------------


def _experiment(options: argparse.Namespace, texts: Texts) -> Experiment:
    """Return the experiment that was asked for, with the changes of its settings."""
    from acttutor.files.share_code import decode

    if options.file is not None and is_table(options.file):
        experiment = experiment_from(options, texts)
    elif options.file is not None:
        experiment = open_experiment(options.file)
    elif options.code is not None:
        experiment = decode(options.code)
    else:
        lab = options.lab or NETWORK
        experiment = Experiment(lab, LABS[lab].defaults())
    if experiment.unknown:
        names = ", ".join(experiment.unknown)
        print(f"acttutor: {texts('files.left_out', fields=names)}", file=sys.stderr)
    if not options.changes:
        return experiment
    settings = changed(experiment.settings, **_changes(options.changes, experiment.settings))
    return replace(experiment, settings=settings, snapshot={})


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
    from acttutor.base.storage.csv_table import csv_bytes

    if options.out is None and options.text is None:
        raise UserError("files.no_out")
    for path in (options.out, options.text):
        check_place(path)
    experiment = _experiment(options, texts)
    lab, run = experiment.lab, experiment.make_run()
    kind = "" if options.out is None else options.out.suffix.lower().lstrip(".")
    moves = kind in ("gif", "mp4")
    if options.text is not None or not moves:
        _go_on(run, options.steps or 0)
    if options.text is not None:
        said = "\n".join(LABS[lab].spoken(run, texts)) + "\n"
        put(options.text, said.encode("utf-8", "replace"))
    if options.out is None:
        return
    if moves:
        _animate(options, texts, lab, run)
        return
    if kind == "csv":
        put(options.out, csv_bytes(LABS[lab].export.table(run)))
        return
    if kind == "py" or options.script:
        script = options.script or SCRIPTS[0]
        if script not in LABS[lab].scripts:
            names = ", ".join(name for name, entry in LABS.items() if entry.scripts)
            raise UserError("files.no_option", field="--lab", value=lab, options=names)
        put(options.out, LABS[lab].export.script(run, script).encode("utf-8", "replace"))
        return
    if kind not in ("png", "svg", "pdf"):
        kinds = ".png, .svg, .pdf, .gif, .mp4, .csv, .py"
        raise UserError("files.no_option", field="--out", value=f".{kind}", options=kinds)
    from acttutor.files.page import picture

    put(options.out, picture(kind, lab, run, texts, options.theme, options.size))


def _animate(options: argparse.Namespace, texts: Texts, lab: str, run: AnyRun) -> None:
    from acttutor.files.animation import frames, write_animation
    from acttutor.files.page import Page

    if not LABS[lab].has_time:
        raise UserError("files.no_time", lab=texts(f"{lab}.name"))
    steps = options.steps or options.pictures - 1
    pictures = max(2, min(options.pictures, steps + 1))
    run.reset()
    page = Page(lab, run, texts, options.theme, options.size)
    bar = Bar(options.progress)
    write_animation(options.out, frames(page, run, max(steps, 1), pictures), pictures, bar.show)
    bar.end()


def _train(options: argparse.Namespace, texts: Texts) -> None:
    experiment = _trainable(options, texts, TRAINED)
    run = experiment.make_run()
    bar = Bar()
    began_s = time.perf_counter()
    _go_on(run, options.epochs, bar.show)
    seconds = round(time.perf_counter() - began_s, 3)
    bar.end()
    outcome = LABS[experiment.lab].export.outcome(run) if options.json else None
    _write(options, experiment, run)
    # Last, because a console may be unable to show it.
    if outcome is None:
        print(LABS[experiment.lab].words.readout(run, texts))
    else:
        print(json.dumps({**outcome, "seconds": seconds}, allow_nan=False))


def _sweep(options: argparse.Namespace, texts: Texts) -> None:
    experiment = _trainable(options, texts, (NETWORK,))
    settings = experiment.settings
    changes = sweep_changes(settings, options.vary, options.seeds, options.epochs)
    run = LABS[NETWORK].run_class(changed(settings, **changes))
    bar = Bar()
    try:
        sweep_to_the_end(run, options.workers, bar.show)
    finally:
        run.close()
        bar.end()
    _write(options, experiment, run)
    print(LABS[NETWORK].words.readout(run, texts))


def _trainable(options: argparse.Namespace, texts: Texts, labs: Sequence[str]) -> Experiment:
    """Return the experiment that was asked for, if it is one of these labs."""
    for path in (options.csv, options.save):
        check_place(path)
    experiment = _experiment(options, texts)
    if experiment.lab not in labs:
        raise UserError(
            "files.no_option", field="--lab", value=experiment.lab, options=", ".join(labs)
        )
    return experiment


def _write(options: argparse.Namespace, experiment: Experiment, run: AnyRun) -> None:
    """Write what was asked for of a run."""
    from acttutor.base.storage.csv_table import csv_bytes

    if options.csv:
        put(options.csv, csv_bytes(LABS[experiment.lab].export.table(run)))
    if options.save:
        save_experiment(experiment_of(experiment.lab, run, experiment.controls), options.save)


def _go_on(run: AnyRun, steps: int, progress: Any = lambda share: None) -> None:
    for done in range(1, steps + 1):
        if not run.step():
            return
        run.wait(PATIENCE_S)
        progress(done / steps)


def _list(options: argparse.Namespace, texts: Texts) -> None:
    if options.what == "questions":
        list_questions(options, texts)
        return
    if options.what == "labs":
        for lab in LABS:
            print(f"{lab:12}  {texts(f'{lab}.title')}")
        return
    defaults = LABS[options.lab].defaults()
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
    from acttutor.base.task import finish
    from acttutor.files.handout import handout

    check_place(options.out)
    bar = Bar()
    runs = []
    for lab, entry in LABS.items():
        changes, steps = entry.showcase
        run = entry.run_class(changed(entry.defaults(), **changes))
        _go_on(run, steps)
        runs.append((lab, run))
        bar.show(len(runs) / len(LABS) / 2)
    made = handout(runs, texts, options.exercises, options.seed)
    put(options.out, finish(made, lambda share: bar.show((1 + share) / 2)))
    bar.show(1.0)
    bar.end()


COMMANDS = {
    "render": _render,
    "train": _train,
    "sweep": _sweep,
    "table": print_table,
    "list": _list,
    "sheet": write_sheets,
    "handout": _handout,
    "digits": merge_writing,
}
