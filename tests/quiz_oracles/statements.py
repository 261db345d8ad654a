"""Statements, terms to match, and shapes of arrays."""

import numpy as np
from quiz_statements import MATCHES, holds
from torch_stand_in import nn

from acttutor.labs.quiz.topics import TEMPLATES
from quiz_oracles.reading import ORACLES, only, oracle, word


def wrong_one(item, g):
    """Return the statement that does not hold."""
    subject = item.template.removeprefix("wrong_")
    names = [f"{subject}.{option.value}" for option in item.options]
    wrong = [name for name in names if not holds(name)]
    assert len(wrong) == 1, f"of {names} quiz_statements.py calls wrong: {wrong}"
    return wrong[0].removeprefix(f"{subject}.")


def matched(item, g):
    """Return the order of terms that fits the descriptions."""
    wanted = [MATCHES[word(g[letter])] for letter in "abc"]
    fits = [
        option.value
        for option in item.options
        if all(word(w) in known for w, known in zip(option.words.words, wanted, strict=True))
    ]
    return only(fits)


def printed(item, g):
    """Run the lines, and return the choice that says what they print."""
    said: list[str] = []
    try:
        exec(item.code, {"np": np, "print": lambda *each: said.append(" ".join(map(str, each)))})
    except ValueError:
        return "error"
    return only(option.value for option in item.options if option.words == said[0])


for id in TEMPLATES:
    for start, find in (("wrong_", wrong_one), ("match_", matched), ("shape_", printed)):
        if id.startswith(start):
            ORACLES[id] = lambda item, find=find: find(item, dict(item.given))


@oracle
def shape_transposed_convolution(item, g):
    layer = nn.ConvTranspose2d(1, 1, g["k"], g["s"], g["p"])
    return layer(np.ones((1, 1, g["size"], g["size"]))).shape[2]
