"""Parts of figures: each has ``layout(rect)`` and ``update(data)``, and knows no lab.

`layout` describes where parts go. `line_chart`, `end_names`, `text_block`, `formula_row`,
`decision_map`, `bars`, `matrix`, `table`, `graph` and `buttons` are the parts.
"""
