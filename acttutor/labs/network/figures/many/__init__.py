"""Many networks side by side: races, fans and sweeps."""
