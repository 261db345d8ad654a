"""What stands around a lab in the window: header, sidebar, transport, menu, notices, layout."""
