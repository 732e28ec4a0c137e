"""File formats in and out: no database, no screen."""
