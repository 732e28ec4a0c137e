"""One file a screen, its dialogs beside it."""
