"""People, organisations, services, roles, scope and sign-in."""
