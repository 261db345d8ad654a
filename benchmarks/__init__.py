"""Benchmarks: how fast ActTutor is, beside what else could do the same.

    make bench                     everything, about half an hour
    make bench ARGS="--short"      the same with short runs, ten minutes
    make bench ARGS="--weak"       the window also as on a school laptop, with both side by side
    make bench ARGS="--only core"  without the window

The result is one table, also in build/bench.json.  Ratios are taken within one run: contenders
take turns, and what counts is the median over at least seven rounds, so that a busy machine
slows all of them alike.
"""

import os

# Before NumPy is imported: with so little to multiply, more threads only get in the way.
for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
