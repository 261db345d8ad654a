"""The place of a figure: host, keys, rings, and what plays it."""
