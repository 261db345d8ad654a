"""How well it does: classes and numbers."""
