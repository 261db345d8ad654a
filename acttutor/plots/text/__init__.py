"""Words and formulas of figures: taken apart, broken into lines, set once, given places."""
