"""The window without anybody at it: the self-test and the tour that takes pictures."""
