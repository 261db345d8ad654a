"""Between picture and window: what is drawn over what, what changed, what the pointer is on."""
