"""Parts that are read: headings, blocks of text, formulas, tables and columns of numbers."""
