"""The strip of all steps: how far the calculation has come, and a way to jump."""

from acttutor.core.worksheet.calculation import Quantity
from acttutor.labs.backprop.figures.style import PHASES, color_of, phase_of, wash_of
from acttutor.labs.backprop.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.strip import Cell, Group, Strip


class StepStrip(Strip):
    """One cell for each step, in three groups: forward, backward, update.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        super().__init__(lab, rests=True)
        self.lab = lab

    def follow(self) -> None:
        """Show which steps are done, and how."""
        texts, theme, steps = self.lab.texts, self.lab.theme, self.lab.run.steps
        cells = [(phase_of(step), self._cell(k, step)) for k, step in enumerate(steps)]
        self.update(
            [
                Group(
                    [cell for of, cell in cells if of == phase],
                    texts(f"backprop.phase.{phase}"),
                    color_of(phase, theme),
                )
                for phase in PHASES
            ]
        )

    def _cell(self, place: int, step: Quantity) -> Cell:
        run, theme, phase = self.lab.run, self.lab.theme, phase_of(step)
        color = color_of(phase, theme)
        if place < run.position:
            shown = run.settings.mode == "fill" and run.marks[place] == "shown"
            return Cell(wash_of(phase, theme) if shown else color, color)
        return Cell(theme.wash_dead, color if run.filling and place == run.position else "none")
