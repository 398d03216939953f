"""The golden book: one stored line of every kind, which every later version must still read."""
