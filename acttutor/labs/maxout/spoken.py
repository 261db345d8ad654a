"""What the picture of the maxout lab shows, in sentences."""

from acttutor.base.language.speech import listed, sentences
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import significant
from acttutor.labs.maxout import words
from acttutor.labs.maxout.run import Run


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say the lines, what their maximum is, and how well it follows the curve."""
    lines = [
        words.line_formula(run, unit, piece)
        for unit, pieces in enumerate(run.lines)
        for piece in range(len(pieces))
    ]
    loss = ""
    if run.losses:
        loss = texts(
            "spoken.maxout.loss",
            step=f"{run.k:,}",
            loss=significant(run.losses[-1]),
            error=words.plain(run.largest_error),
        )
    told = [said.text for said in words.training(run, texts) if said.text != texts("maxout.hint")]
    return sentences(
        texts,
        texts("spoken.maxout.lines", lines=listed(lines, texts)),
        *(said.text for said in words.shape(run, texts)[:2]),
        loss,
        *told[: 2 if loss else 3],
    )
