"""What lessons and files may know of the backpropagation lab."""

from collections.abc import Sequence

from acttutor.core.worksheet import LOSS, NEW_LOSS
from acttutor.labs.backprop.agreement import rows, summary
from acttutor.labs.backprop.run import Run


def observe(run: Run) -> dict[str, float | str | bool | None]:
    """Return named values of the run; a number that is not on the sheet yet is ``None``."""
    digits, agree = summary(rows(run))
    return {
        "steps_done": run.position,
        "steps": len(run.steps),
        "finished": run.finished,
        "loss": run.known[LOSS] if run.shows(LOSS) else None,
        "new_loss": run.known[NEW_LOSS] if run.shows(NEW_LOSS) else None,
        "right": run.marks.count("right"),
        "corrected": run.marks.count("corrected"),
        "shown": run.marks.count("shown"),
        "tries": run.tries,
        "mistake": run.mistake,
        "check_agrees": agree,
        "check_digits": digits,
    }


def table(run: Run) -> list[tuple[str, Sequence[object]]]:
    """Return the calculation as far as it has come, and how each step was done."""
    done = run.steps[: run.position]
    return [
        ("step", range(1, len(done) + 1)),
        ("quantity", [_plain_name(*step) for step in done]),
        ("value", [run.known[step] for step in done]),
        ("mark", list(run.marks)),
    ]


def _plain_name(kind: str, unit: int, source: int) -> str:
    """Return a name in ASCII: ``u1``, ``delta3``, ``dL/dw31``, ``w31_new``."""
    number = f"{unit}{source}" if source else f"{unit}" if unit else ""
    if kind in ("dw", "db"):
        return f"dL/d{kind[1]}{number}"
    if kind == "carry":
        return f"delta{unit}*w{number}"
    if kind.startswith("new_"):
        return f"{kind[4:]}{number}_new"
    return f"{kind}{number}"
