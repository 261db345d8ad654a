"""What to do with a gradient: the rules, clipping, and what a step is made of."""
