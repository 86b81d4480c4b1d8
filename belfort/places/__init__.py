"""Municipalities with validity and successors, zones, streets."""
