"""Points in the plane: toy problems, features, shapes to imitate, and what tells them apart."""
