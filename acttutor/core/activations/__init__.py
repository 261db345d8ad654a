"""Activation functions: a short function and a derivative each, the registry, facts, formulas."""
