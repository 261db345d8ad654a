"""Controls that only the descent lab has."""
