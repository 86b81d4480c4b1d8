"""Page shell, components, style, template tags."""
