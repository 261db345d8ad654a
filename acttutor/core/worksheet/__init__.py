"""Backpropagation as it is done on paper, one number after another."""
