"""Values in, accessible SVG out. Plain Python: no Django, no clock, no script, no style."""
