"""Pages by which editors look after the Word documents that their reports are written into."""
