"""The overview: the eight steps of building a model, the history of activations, a chooser."""
