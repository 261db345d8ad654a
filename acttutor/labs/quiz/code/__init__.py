"""Questions in the form of the exams: a few lines of code with gaps, and what goes into them."""

from acttutor.labs.quiz.code import backward, forward, training, updates

SNIPPETS = forward.SNIPPETS | backward.SNIPPETS | updates.SNIPPETS | training.SNIPPETS
"""All of them by id."""
