"""The words and formulas of the figure, set one below the other."""

from acttutor.base.language.texts import Texts
from acttutor.labs.descent import words
from acttutor.labs.descent.run import Run
from acttutor.plots.parts.words.text_block import Item, formula
from acttutor.plots.style import BODY, HEADING, Theme


def items(
    run: Run, texts: Texts, theme: Theme, roomy: bool = True, brief: bool = False
) -> list[Item]:
    """Return what is to be said of the run.

    Args:
        roomy: whether there is room for large formulas and for space between them.
        brief: whether what can be seen elsewhere is left out.
    """
    gap, size = (12.0, 15.0) if roomy else (3.0, 12.5)
    said, heading = (BODY + 1, HEADING + 1) if roomy else (BODY, BODY)
    # Where there is little room, the formula of the slope is left to the panel.
    slopes = words.slope_formulas(run)[0 if roomy else -1 :]
    verdict = words.verdict(run, texts)
    found = [
        Item(texts("descent.rule"), heading, bold=True),
        formula(r"$x_{k+1} = x_k − \varepsilon\,f'(x_k)$", size, above=gap / 2),
        *(formula(text, size, theme.df, gap) for text in slopes),
        formula(words.step_formula(run), size, above=gap / 2),
        Item("" if brief else words.why(run, texts), said, theme.muted, above=gap / 2),
        Item(texts("descent.outcome"), heading, bold=True, above=2.2 * gap + 2),
    ]
    if verdict:
        found.append(Item(verdict, said, theme.good if run.verdict else theme.bad, above=gap / 2))
    else:
        factor = "" if brief and run.curve is not None else words.factor(run, texts)
        found.append(Item(words.happens(run, texts), said, above=gap / 2))
        found.append(Item(factor, said, above=gap / 4))
    color = theme.bad if run.stuck else theme.good if run.arrived else theme.muted
    # A verdict says why the walk has arrived; it does not say why it had to stop.
    state = "" if brief and verdict and not run.stuck else words.state(run, texts)
    return [*found, Item(state, said, color, above=gap / 4)]
