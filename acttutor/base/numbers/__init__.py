"""Numbers as people write and read them: digits, rounding, lines of arithmetic, what is typed."""
