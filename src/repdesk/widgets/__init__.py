"""Reusable pieces: data by argument, events by message."""
