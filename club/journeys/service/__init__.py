"""Journeys: each happens whole, in one transaction, or not at all."""
