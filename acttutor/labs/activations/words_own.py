"""What there is to say about the function that is typed."""

from acttutor.base.language.formula_texts import gap_sentence
from acttutor.base.language.texts import Texts
from acttutor.core.formula.expression import parse
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.words import Item

NOTES = ("syntax", "derivative", "kink", "network")


def own_notes(run: Run, texts: Texts) -> list[Item]:
    """Return how it is written and differentiated, and where it has no value."""
    items = [
        Item(
            "own",
            texts(f"activations.own.notes.{key}.label"),
            texts(f"activations.own.notes.{key}.text"),
        )
        for key in NOTES
    ]
    gaps = gap_sentence(parse(run.settings.own).places, texts)
    return [*items, Item("trap", texts("activations.notes.trap"), gaps)] if gaps else items
