"""Encrypted books: their keys, the one library that knows them, and a book written anew under another key."""
