"""The PDF reader: letters, lines and rectangles in, paragraphs and tables out."""
