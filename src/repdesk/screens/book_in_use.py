"""What keeps the book from being closed under a thread that still works on it."""

from __future__ import annotations

from threading import Lock

BOOK_IN_USE = Lock()
"""Held by a thread while it reads or writes the book, and by the app while it closes the book."""
