"""What the picture of the softmax lab shows, in sentences."""

from acttutor.base.language.speech import listed, sentences
from acttutor.base.language.texts import Texts
from acttutor.labs.softmax import words
from acttutor.labs.softmax.run import Run


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say the logits and probabilities, both losses, and what they push with."""
    best, true = int(run.p.argmax()), run.true
    return sentences(
        texts,
        texts(
            "spoken.softmax.given",
            logits=listed(map(words.logit, run.z), texts),
            t=words.temperature(run),
        ),
        texts("spoken.softmax.probabilities", p=listed(map(words.fixed, run.p), texts)),
        texts(
            f"spoken.softmax.{'right' if best == true else 'wrong'}",
            best=best + 1,
            true=true + 1,
            p=words.fixed(float(run.p[best])),
            p_true=words.fixed(run.p_true),
        ),
        texts(
            "spoken.softmax.losses", loss=words.fixed(run.loss), squared=words.fixed(run.squared)
        ),
        words.verdict(run, texts),
        words.limit(run, texts) if run.naive_verdict == "fine" else words.naive_verdict(run, texts),
    )
