"""Lessons in the window: the strip, the guide that follows goals, and the editor."""
