"""What people meet: the command line, files in and out, the demo."""
