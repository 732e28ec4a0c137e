"""The day: how it is arranged, what goes on in it and for how long, and the promises that are announced."""
