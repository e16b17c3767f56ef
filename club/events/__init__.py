"""Nights: when we meet, who comes, and who has a place.

Words: *night* (any dated gathering), *series* (nights that repeat), *answer* (coming, maybe, not
this time), *standing* (what an answer means now: a seat, a number in the queue), *turn* (an
answer's place in the order), *helper* (who hosts a night or opens its door), *place*; *here* (a
person is in the room), *the list of the door*, *diary* (a member's own evenings).

Invariants: standings are derived from answers, never stored; no more seats are given than there
are; whoever said yes first is seated first, by turns that the night's own row hands out, so no
clock can be wrong; a smaller room takes no seat away; a night is called off, not deleted; an
answer and a helper have names until 24 hours after the night, then only the numbers are left;
nobody is ever counted as missing. Names are shown only of those who chose it. Answers are not on
the club's record, because they must be forgettable; planning and calling off are, with the mandate.

A night is a number of people. That somebody is *here* has a name only because they said so or let
the door tick them; the door of that night and they read it, and a day later it is forgotten, but
for their own diary. Wishes and notes are for that door alone and are gone 12 hours after.
Whoever asks to be met at the door has no account: their link is the only key to it, its digest all
that is kept, and it is forgotten a week after the night. Nobody is dropped without a word.
"""
