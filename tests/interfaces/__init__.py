"""The command line, its answers, and the documentation: what people see."""
