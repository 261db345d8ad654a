"""What is learned from: problems, and tables of one's own."""
