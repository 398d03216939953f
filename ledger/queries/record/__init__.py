"""The record of sources: what each foretold, what came of it, and how far to believe the next."""
