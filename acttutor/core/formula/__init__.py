"""A formula of one's own: parsed, never executed, differentiated exactly, set as mathtext."""
