"""What runs without a window: pictures, training, sweeps, tables and handouts."""
