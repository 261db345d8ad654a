"""ActTutor: see, touch and measure how neural networks learn."""

__version__ = "0.1.0"
