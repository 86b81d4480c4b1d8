"""The abstract file: moves, steps, deadlines."""
