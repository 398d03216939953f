"""What can be said about the transfer market, and what follows from it: pure rules."""
