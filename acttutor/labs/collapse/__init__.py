"""The collapse lab: linear layers folded into one, and an activation that does not let them."""
