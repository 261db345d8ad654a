"""What the sheet of the backpropagation lab shows, in sentences."""

from acttutor.base.language.speech import sentences
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import significant
from acttutor.core.worksheet.calculation import LOSS
from acttutor.labs.backprop import words
from acttutor.labs.backprop.formulas import name
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.styles import plain


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say what is calculated, how far it has come, and what the present step is about."""
    if run.in_graph:
        return _graph(run, texts)
    settings, step = run.settings, run.current
    number = ""
    if step is not None and run.shows(step):
        number = texts(
            "spoken.backprop.number",
            name=f"${name(run.task, step)}$",
            value=plain(run.known[step]),
        )
    return sentences(
        texts,
        texts(
            "spoken.backprop.given",
            net=texts.option("backprop.net", settings.net),
            hidden=texts.option("backprop.hidden", settings.hidden),
            lr=significant(settings.lr),
        ),
        texts(
            "spoken.backprop.step",
            done=run.position,
            all=len(run.steps),
            title=words.title(run, texts),
        ),
        words.say(run, texts),
        number,
        texts("spoken.backprop.loss", loss=plain(run.known[LOSS])) if run.shows(LOSS) else "",
        words.verdict(run, texts),
    )


def _graph(run: Run, texts: Texts) -> list[str]:
    """Say which computational graph it is, how far it has come, and what its node does."""
    graph, step = run.graph, run.graph.current
    if step is None:
        title, said = texts("backprop.graph_start.title"), texts("backprop.graph_start.say")
    else:
        operation = texts(f"backprop.operations.{step.node.operation}").replace("\n", " ")
        title = texts(f"backprop.graph_step.{step.phase}", node=operation)
        said = texts(f"backprop.graph_say.{step.phase}.{step.node.operation}")
    return sentences(
        texts,
        texts("spoken.backprop.graph", name=texts.option("backprop.graph", graph.id)),
        texts("spoken.backprop.step", done=graph.position, all=len(graph.steps), title=title),
        said,
        texts("spoken.backprop.result", loss=plain(graph.loss)) if graph.loss is not None else "",
    )
