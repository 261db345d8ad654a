"""A surface that the hand can turn: how it is seen, and how it is drawn."""
