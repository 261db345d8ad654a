"""What the picture of the perceptron lab shows, in sentences."""

from acttutor.base.language.speech import sentences
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import fixed
from acttutor.labs.perceptron import words
from acttutor.labs.perceptron.run import Run


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say what the points are, how both units do, and what can be said of the rule."""
    state, ones = run.state, int((run.problem.t > 0).sum())
    b, w1, w2 = state.w
    said = words.verdict(run, texts)
    return sentences(
        texts,
        texts("spoken.perceptron.points", ones=ones, zeros=len(run.problem.t) - ones),
        texts(
            "spoken.perceptron.step",
            k=f"{state.k:,}",
            mistakes=f"{state.mistakes:,}",
            wrong=run.wrong(state.w),
        ),
        texts("spoken.perceptron.line", b=fixed(b), w1=fixed(w1), w2=fixed(w2)),
        texts("spoken.perceptron.sigmoid", loss=fixed(run.loss, 4), wrong=run.wrong(state.v)),
        *(sentence for sentence, kind in said[:2] if kind != "formula"),
    )
