"""What is done to a plan: one named function per deed, one transaction each."""
