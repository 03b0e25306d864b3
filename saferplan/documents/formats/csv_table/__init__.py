"""A report as one long table in CSV: a row for each fact."""
