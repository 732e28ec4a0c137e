"""Use cases in the rep's words: a read gives frozen rows, a write is one act."""
