"""What the picture of the gradient descent lab shows, in sentences."""

from acttutor.base.language.speech import listed, sentences
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import fixed, plain, significant
from acttutor.labs.descent import words
from acttutor.labs.descent.run import Run


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say the function, where the point is, which way it goes, and where that leads."""
    trajectory, written = run.trajectory, words.style_of(run, mathtext=False)
    x, f, df = (
        written.write(value).text for value in (trajectory.x(), trajectory.f(), trajectory.df())
    )
    raced = [
        texts(
            "spoken.descent.other",
            lr=significant(rate, 6),
            x=plain(other.x()),
        )
        for rate, other in zip(run.settings.raced, run.racers, strict=False)
    ]
    state = words.state(run, texts)
    return sentences(
        texts,
        texts(
            "spoken.descent.given",
            f=words.function_formula(run),
            x0=fixed(run.settings.x0),
            lr=significant(run.settings.lr, 6),
        ),
        texts("spoken.descent.now", k=f"{run.k:,}", x=x, f=f, df=df),
        state or words.why(run, texts),
        words.happens(run, texts),
        words.factor(run, texts),
        texts("spoken.descent.raced", others=listed(raced, texts)) if raced else "",
    )
