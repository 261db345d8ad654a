"""Parts of figures: each has ``layout(rect)`` and ``update(data)``, and knows no lab.

`layout` describes where parts go; every other module is a part. Charts and what is read have rooms of
their own.
"""
