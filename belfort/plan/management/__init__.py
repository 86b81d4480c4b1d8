"""The commands of the plan."""
