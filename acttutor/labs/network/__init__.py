"""The network lab: a toy network trained live."""
