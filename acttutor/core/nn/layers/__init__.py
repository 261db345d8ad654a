"""Layers of a network, how they begin, and what regularises or normalises them."""
