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
            net=settings.net,
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
