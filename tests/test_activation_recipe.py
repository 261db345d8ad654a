"""What an activation function needs to be complete; the recipe stands in CONTRIBUTING.md."""

import pytest

from acttutor.base.curriculum import ROWS
from acttutor.base.language.texts import load_catalogue
from acttutor.core.activations.registry import ACTIVATIONS

TEXTS = ("name", "why", "strengths", "weaknesses", "used", "trap", "known", "source")


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=list(ACTIVATIONS))
def test_nothing_is_missing(activation):
    missing = [f"code={part}" for part in ("numpy", "torch") if not getattr(activation.code, part)]
    for language in ("ja", "en"):
        keys = [f"functions.{activation.id}.{text}" for text in TEXTS]
        missing += [f"{language}: {key}" for key in keys if key not in load_catalogue(language)]
    if activation.in_curriculum and activation.id not in ROWS:
        missing.append("a row of base/curriculum.py, or in_curriculum=False")
    assert not missing, f"{activation.id} lacks {', '.join(missing)}"
