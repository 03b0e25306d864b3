"""Slides (.pptx): written."""
