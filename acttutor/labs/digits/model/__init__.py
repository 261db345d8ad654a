"""The digits and their parts, how they are learned, and what is measured of the network."""
