"""Nights: when we meet, who comes, and who has a place.

Words: *night* (any dated gathering), *series* (nights that repeat), *answer* (coming, maybe, not
this time), *standing* (what an answer means now: a seat, a number in the queue), *place*, *host*.

Invariants: standings are derived from answers, never stored; no more seats are given than there
are; whoever waited first is seated first; nobody is ever counted as missing.
"""
