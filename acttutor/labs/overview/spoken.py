"""What the first page shows, in sentences."""

from acttutor.base.language.speech import listed, sentences
from acttutor.base.language.texts import Texts
from acttutor.labs.overview import words
from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import ALL, DOORS, HISTORY, STEPS, year_of


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say what lives at the top, and what is below it."""
    doors = listed((texts(f"{lab}.name") for lab in DOORS), texts)
    return sentences(texts, texts("spoken.overview.doors", labs=doors), *_below(run, texts))


def _below(run: Run, texts: Texts) -> list[str]:
    view = run.settings.view
    if view == "steps":
        steps = listed((texts(f"overview.steps.{step}") for step in STEPS), texts)
        return [texts("spoken.overview.steps", count=len(STEPS), steps=steps)]
    if view == "history":
        first, last = year_of(HISTORY[0]), year_of(HISTORY[-1])
        said = texts("spoken.overview.history", count=len(HISTORY), first=first, last=last)
        return [said, words.heading(run, texts), words.why(run, texts)]
    if view == "chooser":
        purpose = texts.option("overview.purpose", run.settings.purpose)
        advice = texts("spoken.overview.chooser", purpose=purpose, advice=words.advice(run, texts))
        return [advice, words.reason(run, texts)]
    labs = [texts(f"{lab}.name") for lab in ALL if texts.has(f"{lab}.name")]
    return [texts("spoken.overview.labs", count=len(labs), labs=listed(labs, texts))]
