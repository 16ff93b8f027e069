"""The only room that imports pulp: model, solve, check, explain."""
