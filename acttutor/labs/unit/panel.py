"""The controls of the unit lab."""

from acttutor.labs.unit.run import Run
from acttutor.widgets.panel import Panel


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    for section, names in (
        ("inputs", ("x1", "x2")),
        ("weights", ("w1", "w2", "b")),
        ("activation", ("activation",)),
    ):
        panel.section(section)
        for name in names:
            panel.control(name)
    panel.note(lambda _settings: panel.context.text("note"))
