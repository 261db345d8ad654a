"""The unit lab: what a single unit computes. The smallest lab, to be read first."""
