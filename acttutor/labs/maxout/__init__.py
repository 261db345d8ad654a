"""The maxout lab: lines, their upper envelope, and how they arrange themselves along a curve."""
