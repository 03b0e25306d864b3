"""Word documents (.docx): read and written."""
