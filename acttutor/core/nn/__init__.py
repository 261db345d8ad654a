"""Networks in the form to read: layers, losses, first weights, softmax, maxout, and depth."""
