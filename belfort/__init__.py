"""Belfort: the open platform for a city's local prevention and security policy."""

__version__ = "0.1.0"
