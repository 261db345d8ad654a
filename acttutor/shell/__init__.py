"""The window around the labs: rail, header, transport, notices, keys."""
