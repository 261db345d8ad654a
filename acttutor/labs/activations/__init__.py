"""The activation lab: f and f′ under the pointer, compared, with their facts."""
