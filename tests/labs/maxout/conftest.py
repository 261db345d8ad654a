"""What the tests of the maxout lab share."""

import pytest

from acttutor.base.language.texts import Texts


@pytest.fixture
def texts() -> Texts:
    """The English catalogue."""
    return Texts("en")
