"""What the network lab computes: the problem, training one network or many, sweeps, own tables."""
