"""Pure judgement: no clock, no random, no file; every answer carries its reasons."""
