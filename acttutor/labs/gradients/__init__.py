"""The gradient flow lab: what is left of the gradient in the front layers of a deep network."""
