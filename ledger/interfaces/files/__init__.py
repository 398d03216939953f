"""Formats in and out: one module a format, the rest shared by all of them."""
