"""The network itself: its graph, what is said of it, and what builds it in the picture."""
