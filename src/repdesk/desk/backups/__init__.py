"""Backups as the rep has them: made and thinned, listed, put in the book's place, and a second folder of them."""
