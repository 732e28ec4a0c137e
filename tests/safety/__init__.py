"""What the book survives: each promise with its figure, a sample here, the whole by `make soak`."""
