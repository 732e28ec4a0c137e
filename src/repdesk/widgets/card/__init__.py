"""A customer's card as it is drawn: pieces in lines, lines in panels, and the spots one goes to."""
