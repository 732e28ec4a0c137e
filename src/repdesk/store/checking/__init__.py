"""A book looked over and mended: what it should hold, what strayed from that, and the way back."""
