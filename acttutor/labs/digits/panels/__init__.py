"""What the panel of the digits lab has of its own."""
