"""Questions about single units: their values, graphs and choice, and how they die."""
