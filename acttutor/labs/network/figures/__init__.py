"""The parts that the picture of this lab is put together from."""
