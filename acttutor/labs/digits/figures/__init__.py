"""The views of the digits lab, and the parts that they are made of."""
