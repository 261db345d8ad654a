"""The runs that the documentation shows."""

from typing import Any

from acttutor.base.state.fields import changed
from acttutor.labs.registry import LABS


def showcase(lab: str, most: int = 40) -> Any:
    """Return the run that the documentation shows of a lab."""
    entry = LABS[lab]
    changes, steps = entry.showcase
    run = entry.run_class(changed(entry.defaults(), **changes))
    for _ in range(min(steps, most)):
        run.step()
    return run
