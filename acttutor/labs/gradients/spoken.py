"""What the picture of the gradient flow lab shows, in sentences."""

from acttutor.base.language.speech import listed, sentences
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import significant
from acttutor.labs.gradients import words
from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.verdict import Remedy


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say what the network is, how much of δ reaches its front, why, and what would help."""
    settings, trial = run.settings, run.trial
    remedies = [_remedy(run, remedy, texts) for remedy in run.remedies]
    return sentences(
        texts,
        texts(
            "spoken.gradients.given",
            depth=settings.depth,
            width=settings.width,
            name=texts.option("gradients.activation", settings.activation),
            init=texts.option("gradients.init", settings.init),
            epoch=f"{trial.epoch:,}",
            loss=significant(trial.losses[-1]),
        ),
        words.heading(run, texts),
        words.cause(run, texts),
        texts(
            "spoken.gradients.layer",
            layer=settings.shown + 1,
            said=words.unit_summary(run, texts),
        ),
        words.comparison(run, texts),
        texts("spoken.gradients.help", remedies=listed(remedies, texts)) if remedies else "",
    )


def _remedy(run: Run, remedy: Remedy, texts: Texts) -> str:
    """Say what would be done, and what would come of it."""
    name = words.remedy_itself(remedy, run.settings, texts)
    if remedy.ratio is None:
        return name
    return texts("spoken.gradients.gives", name=name, ratio=f"${words.power(remedy.ratio)}$")
