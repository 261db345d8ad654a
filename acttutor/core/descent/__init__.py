"""Gradient descent on functions of one and two variables, and the landscapes to walk on."""
