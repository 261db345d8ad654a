"""The trained network as a small program for NumPy or PyTorch."""
