"""The softmax lab: from scores to probabilities, their slopes, two losses and what overflows."""
