"""Customers taken out for good: out of the book and out of its backups."""
