"""Acts that pass through several rooms in one transaction: founding, joining, carrying out.

Invariants: a journey happens whole or not at all; it calls the services of the rooms below and
keeps no table of its own.
"""
