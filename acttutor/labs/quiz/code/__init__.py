"""Questions in the form of the exams: a few lines of code with gaps, and what goes into them."""

from functools import reduce
from operator import or_

from acttutor.labs.quiz.code import backward, combined, forward, training, updates

SNIPPETS = reduce(or_, (part.SNIPPETS for part in (forward, backward, updates, training, combined)))
"""All of them by id."""
