"""Tools that know nothing of clubs; the whole folder could be lifted out.

Invariants: nothing here imports a room; only ``clock`` reads the wall clock; only ``db`` opens a
transaction; only ``refusals`` knows which refusal is which status; only ``text`` calls text safe;
only ``pictures`` reads a picture, in a process of its own.
"""
