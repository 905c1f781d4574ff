"""How far coders agree: coefficients, intervals, traps, disagreements and their settlement."""
