"""What the command line does and prints: the same desk functions as the screens."""
