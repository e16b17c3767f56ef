"""Nights: when we meet, who comes, and who has a place.

Words: *night* (any dated gathering), *series* (nights that repeat), *answer* (coming, maybe, not
this time), *standing* (what an answer means now: a seat, a number in the queue), *turn* (an
answer's place in the order), *helper* (who hosts a night or opens its door), *place*,
*detached* (changed alone, so it does not follow its series), *usual* (what a member says to every
night of a series unless they say otherwise).

Invariants: standings are derived from answers, never stored; no more seats are given than there
are; whoever said yes first is seated first, by turns that the night's own row hands out, so no
clock can be wrong; a smaller room takes no seat away; a night is called off, not deleted, unless
its series drops it and nobody answered; a series that changes moves its nights, so that their
answers stay; what a member usually says speaks only where they said nothing, and ends by itself;
an answer and a helper have names until 24 hours after the night, then only the numbers are left;
nobody is ever counted as missing. Names are shown only of those who chose it. Answers are not on
the club's record, because they must be forgettable; planning and calling off are, with the mandate.
"""
