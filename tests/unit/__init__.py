"""Rules one by one, without any file or database."""
