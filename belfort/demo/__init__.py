"""The example city: invented, and marked so wherever it shows."""
