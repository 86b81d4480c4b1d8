"""Dated legal parameters with their sources, and the Belgian calendar."""
