"""ActTutor: see, touch and measure how neural networks learn."""

__version__ = "0.2.0"
