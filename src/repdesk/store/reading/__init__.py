"""What the book holds, as the screens and rules ask for it: SQL projections into frozen rows, a module a question."""
