"""Starts an invented club to look at: a year of nights, decisions of every state."""
