"""Belfort: the open platform for a city's local prevention and security policy."""
