"""Indicators and their criteria: how the plan says it will be judged."""
