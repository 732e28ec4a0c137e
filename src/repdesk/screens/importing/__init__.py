"""The pages on which a file is brought in: seen first, changed where it was misread, taken back by one undo."""
