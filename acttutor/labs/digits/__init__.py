"""The digits lab: a network learns to read handwritten digits, those that one writes included."""
