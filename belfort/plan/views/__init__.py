"""The pages of the plan, split by noun."""
