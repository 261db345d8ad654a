"""Backpropagation as a worksheet: every number of a small network, one step at a time."""
