"""Parts of figures: each has ``layout(rect)`` and ``update(data)``, and knows no lab.

`layout` describes where parts go; every other module is a part. Charts have a room of their own,
and so have words.
"""
