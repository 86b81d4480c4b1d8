"""The plan the council approved: import, tree, versions, approval."""
