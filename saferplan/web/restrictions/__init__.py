"""Pages by which editors keep words of a report from the public."""
