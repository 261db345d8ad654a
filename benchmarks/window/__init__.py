"""Measurements in the real window, each in a process of its own.

As a program, ``python -m benchmarks.window NAME SETUP`` makes one measurement on the present
display and prints it as JSON.  `table` runs them all that way, so that none disturbs another,
and one that fails is a note in the table and not the end of the run.
"""
