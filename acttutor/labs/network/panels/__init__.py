"""Controls that only the network lab has."""
