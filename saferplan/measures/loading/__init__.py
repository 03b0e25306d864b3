"""From a file to figures: what a table says, what would change, and every cell that cannot be read. Pure."""
