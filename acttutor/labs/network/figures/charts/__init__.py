"""What is measured while it learns: losses over the epochs, and gradients."""
