"""The fast form of training: the same arithmetic in few NumPy calls, for one network or many."""
