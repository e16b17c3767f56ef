"""Nights: when we meet, who comes, and who has a place.

Words: *night* (any dated gathering), *series* (nights that repeat), *answer* (coming, maybe, not
this time), *standing* (what an answer means now: a seat, a number in the queue), *turn* (an
answer's place in the order), *party* (how many come by one answer), *offer* (a place that is
somebody's to take, with a clock), *helper* (who hosts a night or opens its door), *place*, *here*
(a person is in the room), *the list of the door*, *diary* (a member's own evenings), *slot*
(something to bring, to help with, or a lift), *take* (who has how much of it), *comment*, *word*
(from a host to those who answered), *report* (somebody asks that a text be looked at), *calendar*
(a member's own, let in by a link), *draft* (a night from a file, or like another, which only
planners see), *detached* (changed alone, so it does not follow its series), *stem* (the first of
the series that splits have made of one), *usual* (what a member says to every night of a series
unless they say otherwise), *photo* (of a night; who is *on it* can be recognised, and is asked).

Invariants: a seat once given is a promise and stays; waiting is derived and stored nowhere; no
more seats are given than there are, and none stays empty while somebody waits who fits; who is
next follows the rule the night was planned under, by turns that the night's own row hands out, so
no clock can be wrong; an offer that runs out costs no place in the queue; a smaller room takes no
seat away; the numbers on a night are the sum of its answers; a night is called off, not deleted,
unless its series drops it and nobody answered; a series that changes moves its nights, so that
their answers stay; what a member usually says speaks only where they said nothing, and ends by
itself;
an answer and a helper have names until 24 hours after the night, then only the numbers are left;
nobody is ever counted as missing. Names are shown only of those who chose it, and where a night
keeps its number to those who look after it, others read whether there is room. Answers are not on
the club's record, because they must be forgettable; planning and calling off are, with the mandate.

A night is a number of people. That somebody is *here* has a name only because they said so or let
the door tick them; the door of that night and they read it, and a day later it is forgotten, but
for their own diary. Wishes and notes are for that door alone and are gone 12 hours after.
Whoever asks to be met at the door has no account: their link is the only key to it, its digest all
that is kept, and it is forgotten a week after the night. Nobody is dropped without a word.

Two members who do not want to meet do not see each other: no name, no comment, no lift, and no
small number that would be as good as a name (``rules.blocks``). Seats, turns and duties are what
they were. A host's word reaches everybody, without the hidden name; a host reads that somebody
waits, and a helper at the door that somebody comes, while others there read who; how many people
are in a room is always true, for the way out. Whoever looks after texts reads all that were
reported, without that name. What things a night needs is a number of things, and stays true.

A night has no photos unless its host lets them in, and no stranger sees one. A photo is seen by
whoever sent it and those on it alone, until each of them has said yes; a single no, at any time,
deletes it; silence is no yes. Whoever does not see one of these members does not see it either.
Whoever sees one may say "I am on it", and then it is theirs to say.

A comment is hidden for three days at most, once, by a mandate, on record; comments go when their
writer leaves, or 90 days after the night. A place is read as far as the night allows, and with it
the address at which the night is joined from home; any member takes the picture of its door down,
and a picture keeps nothing but its pixels. A calendar knows a night by one name for ever and says
the club's plain word unless its owner chose more; its link is shown once, kept as a digest, and
dead the moment it is taken back. Strangers read of a public night its name, its time and perhaps
its place: no names, no counts, no text.
"""
