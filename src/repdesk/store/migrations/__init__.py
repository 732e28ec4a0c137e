"""Numbered, hand-written changes of the schema, in order."""
