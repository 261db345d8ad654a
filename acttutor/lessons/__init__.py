"""Lessons: data in, verdicts out. No Tk, no Matplotlib."""
