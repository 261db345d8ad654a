"""The dialogs of the window: export, share, lessons, glossary, controls."""
