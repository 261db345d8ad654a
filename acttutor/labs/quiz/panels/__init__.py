"""Controls that only the quiz has."""
