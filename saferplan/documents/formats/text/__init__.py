"""Plain text with tabs."""
