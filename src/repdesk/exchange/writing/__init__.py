"""Tables, cards and pages as files that other programs read; where what goes into them comes from is not known here."""
