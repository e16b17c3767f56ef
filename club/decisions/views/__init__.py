"""Reads a request, does one act or asks one question, answers."""
