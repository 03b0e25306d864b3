"""A report as a spreadsheet (.xlsx): cover, contents, notes, and one tidy table on each worksheet."""
