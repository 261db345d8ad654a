"""Matplotlib parts that no single lab owns. Never ``pyplot``, never tkinter."""
