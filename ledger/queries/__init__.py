"""What people ask: typed answers, each for a stated moment."""
