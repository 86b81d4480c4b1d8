"""What can be done with people, roles, services, sessions and settings."""
