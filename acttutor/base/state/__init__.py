"""What is set and what comes of it: fields, the store, undo, limits, runs."""
