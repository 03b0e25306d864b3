"""Pages by which editors publish, and look after what is published."""
