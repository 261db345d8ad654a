"""What the picture of the unit lab shows, in sentences."""

from acttutor.base.language.speech import sentences
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import fixed
from acttutor.labs.unit.run import Run


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say what goes in, what each part adds to the sum, and what comes out."""
    s = run.settings
    given = {name: fixed(getattr(s, name)) for name in ("x1", "x2", "w1", "w2", "b")}
    return sentences(
        texts,
        texts("spoken.unit.given", **given),
        texts(
            "spoken.unit.sum",
            u=fixed(run.u),
            first=fixed(s.w1 * s.x1),
            second=fixed(s.w2 * s.x2),
            b=given["b"],
        ),
        texts(
            "spoken.unit.output",
            name=texts.option("unit.activation", s.activation),
            y=fixed(run.y, 3),
        ),
    )
