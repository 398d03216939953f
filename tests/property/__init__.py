"""What holds for every history, tried on histories nobody would write by hand."""
