"""What the command line needs for a sweep: its options as settings, and its end."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from acttutor.base.errors import UserError
from acttutor.base.numbers.plain import value_from_plain
from acttutor.base.state.fields import spec_of
from acttutor.base.state.run import AnyRun

#: How long a result is waited for before the bar is drawn again.
_LOOK_S = 0.2
#: More processes than this are no help on any machine.
_MOST_WORKERS = 64


def sweep_changes(
    settings: Any, vary: Sequence[str], seeds: int | None, epochs: int | None
) -> dict[str, Any]:
    """Return the changes of settings that the options of a sweep ask for.

    Args:
        settings: those of the network lab.
        vary: texts such as ``"lr=0.01,0.03"``, two at most.
        seeds, epochs: numbers, or ``None`` for those of the settings.

    Raises:
        UserError: naming the option, if it asks for what there is not.
    """
    from acttutor.labs.network.model.many.sweep_values import OFFERED

    changes: dict[str, Any] = {"mode": "sweep"}
    for name, option, value in (
        ("sweep_seeds", "--seeds", seeds),
        ("sweep_epochs", "--epochs", epochs),
    ):
        if value is not None:
            changes[name] = value_from_plain(spec_of(settings, name), value, option)
    chosen = {}
    for pair in vary:
        name, _, text = pair.partition("=")
        if name not in OFFERED:
            options = ", ".join(OFFERED)
            raise UserError("network.sweep.no_setting", value=name, options=options)
        chosen[name] = tuple(_value(name, part, OFFERED[name]) for part in text.split(","))
    if len(vary) > 2 or len(chosen) < len(vary):
        given = ", ".join(pair.partition("=")[0] for pair in vary)
        raise UserError("network.sweep.two_settings", names=given)
    if chosen:
        names = tuple(chosen)
        changes.update(sweep_x=names[0], sweep_y=names[-1])
        kept = {**dict(settings.sweep_values), **chosen}
        changes["sweep_values"] = tuple(kept.items())
    return changes


def _value(name: str, text: str, offered: tuple[Any, ...]) -> Any:
    """Return the value on offer that a text stands for."""
    try:
        value = json.loads(text)
    except ValueError:
        value = text.strip()
    # JSON's true would pass for the number 1.
    if isinstance(value, bool) or value not in offered:
        options = ", ".join(str(offer) for offer in offered)
        raise UserError("files.no_option", field=f"--vary {name}", value=text, options=options)
    return value


def sweep_to_the_end(run: AnyRun, workers: int | None, progress: Callable[[float], None]) -> None:
    """Let a sweep train all its networks.

    Args:
        run: a run of the network lab in this mode.
        workers: the number of processes; ``None`` for what suits the machine.
        progress: told the share that is done, from 0 to 1.

    Raises:
        UserError: if there is nothing to learn, or the processes have died.
    """
    sweep: Any = getattr(run, "sweep", None)
    if sweep is None:
        raise UserError("network.sweep.no_data")
    if workers is not None:
        if not 1 <= workers <= _MOST_WORKERS:
            raise UserError(
                "files.out_of_range", field="--workers", value=workers, low=1, high=_MOST_WORKERS
            )
        sweep.workers = workers
    while run.step():
        run.wait(_LOOK_S)
        progress(sweep.done / len(sweep.jobs))
    if sweep.broken:
        raise UserError("network.sweep.broken_off")
