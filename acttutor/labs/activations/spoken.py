"""What the picture of the activation lab shows, in sentences."""

from acttutor.base.language.speech import listed, sentences
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import percent
from acttutor.labs.activations import words
from acttutor.labs.activations.run import Run


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say which functions there are, what the probe reads, and what stands out."""
    names = [words.name(function, texts) for function in run.functions]
    settings, first = run.settings, names[0]
    readings = [
        texts(
            "spoken.activations.reads",
            name=words.name(reading.id, texts),
            f=words.four(reading.f),
            df=words.slope_text(reading, texts),
        )
        for reading in run.readings()
    ]
    known = run.facts(run.functions[0])
    dead = sum(high - low for low, high in run.dead) / (2 * settings.half_width)
    return sentences(
        texts,
        texts(
            f"spoken.activations.{settings.view}",
            names=listed(names, texts),
            half=words.short(settings.half_width),
        ),
        texts(
            "spoken.activations.probe",
            x=words.four(run.probe),
            readings=texts("spoken.pause").join(readings),
        ),
        texts(
            "spoken.activations.facts",
            name=first,
            values=words.values(known),
            slope=words.largest_slope(known, texts),
        ),
        texts(
            "spoken.activations.dead",
            name=first,
            share=percent(dead),
            threshold=words.short(settings.threshold),
        )
        if dead
        else "",
        words.probe_note(run, texts),
    )
