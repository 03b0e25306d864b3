"""Tests of what sources mean."""
