"""A trained network as a program of its own: how its functions are written in each library."""
