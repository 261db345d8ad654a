"""What the picture of the GAN lab shows, in sentences."""

from acttutor.base.language.speech import sentences
from acttutor.base.language.texts import Texts
from acttutor.labs.gan import words
from acttutor.labs.gan.run import Run


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say what is learned, what D says of both kinds of points, and where they lie."""
    seen = run.measures
    data = texts("spoken.gan.given", name=texts.option("gan.data", run.settings.data))
    if seen is None:
        return sentences(texts, data, words.verdict(run, texts)[0])
    loss_d, loss_g, distance = run.latest
    return sentences(
        texts,
        data,
        texts(
            "spoken.gan.now",
            t=f"{run.t:,}",
            d=words.number(loss_d),
            g=words.number(loss_g),
            real=words.number(seen.d_real),
            fake=words.number(seen.d_fake),
        ),
        words.verdict(run, texts)[0],
        texts("spoken.gan.where", said=words.coverage(run, seen, texts)),
        texts("spoken.gan.distance", distance=words.ratio(distance).rstrip(" ×")),
    )
