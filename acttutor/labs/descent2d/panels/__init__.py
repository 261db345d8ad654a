"""Controls that only the lab of descent in two dimensions has."""
