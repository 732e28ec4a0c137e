"""Backups of a book: made, kept on the shelf and elsewhere, sealed, and put back in its place."""
