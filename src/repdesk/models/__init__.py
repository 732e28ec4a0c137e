"""SQLModel tables and nothing else: the schema itself stands in the migrations."""
