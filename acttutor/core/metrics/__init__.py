"""How well a model does: for classes, over all thresholds, and for numbers."""
