"""The quiz: questions drawn from templates, with answers that are computed and never typed in."""
