"""Everything that touches the file."""
