"""Many networks: races, fans, and sweeps in processes of their own."""
