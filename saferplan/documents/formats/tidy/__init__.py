"""A report as tidy tables: one kind of thing each, a row for each thing, a column for each fact."""
