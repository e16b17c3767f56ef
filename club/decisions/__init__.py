"""Questions the club settles together: idea, talk, notice, ballot, count, outcome; and meetings.

Words: *draft* (an idea and its words in versions), *other words* (what a member suggests for a
draft; its author may take them up as the next version), *support* (standing behind one version),
*notice* (words, roll and rule are frozen; members talk), *roll* (who may vote; the *awake* are
waited for, the *dormant* count once they vote), *ballot*, *slip* (what the voter of a secret
ballot keeps: *number*, *mark*, *change key*), *base* (the members a question is measured
against), *floor* (the least yes votes), *outcome*, *effect* (what the outcome does by itself),
*subject* (to whom it would be done), *reply* (their answer), *lot* (fixed before the vote,
settles what stays tied), *method* (yes or no, a ranking, ticks for all one can live with, a round
of consent, advice, an election), *places* (what an election gives), *option* (what there is to
choose from, known to the record by its letter), *reason* (why somebody has a concern or objects),
*look* (when the club asks itself whether what it decided shall stay), *asking back* (enough members
want something decided taken up again), *paper* (a ballot that is not cast by phone), *teller* (one
of the two who enter papers, on screen only said what they do), *challenge* (members say that
something went wrong in a vote), *panel* (three whom the lot draws to look at it), *held* (nothing
follows from a result while they do), *annulled* (the vote is held anew, with a new roll), *meeting*
(of all members), *caller* (a member who asks for one), *point* (of an agenda), *minutes*,
*recorder* (who writes them).

Invariants: nobody closes, extends or reopens a decision, and no power does; the clock extends a
vote once, where yes leads and too few said it, or where the program did not run for too long;
ballots are refused from the close on, whether or not the worker has run. Words, roll and rule are
frozen at notice. A member's last ballot before the close counts once; a decision closes once, and
its effect is executed once: when it comes into force, after its cooling time, and not before, nor
while it is held. A panel is drawn by a lot that was fixed at notice; two who agree settle it, and
without them the vote is held anew. Whoever would get a role says yes before anybody else sees the
draft. Whom a question is about has no vote on it, and may answer above the ballot; the same is not
asked about them again for 60 days. What is looked at again stays as it is until a later decision
takes its place. What a count was made of stands in the record: its numbers, its rule, the hash of
its ballots. Each answer is written on a ballot in one way only. A secret ballot is never stored
with its voter, a moment or an order, nor is a reason given with it; too few of them are destroyed
unread; rankings are listed only where none stands alone; no secret vote is extended for how it
stands, because that would tell. Papers count once two tellers, whom the lot drew and who have no
stake, have entered the same, each alone, before the vote ends; nobody votes both by phone and on
paper; who handed in a secret paper and what it says are two lists, both sorted, and the entries are
gone once they count. Where a secret is due and too few may vote to keep it by phone, the vote is on
paper alone, unless one suggests to hold it openly and nobody minds. An
election is noticed by the call for names; those who stand vote in it, and may stand down until it
ends: then ballots pass over them.

A meeting needs nobody's leave: enough callers, then a day that the committee or, if it lets its
time go by, the callers set. Two members say how many are there, and two that minutes were agreed
to; who was there is kept nowhere, and who said so not for long. A meeting that too few come to is
put off once; what changes rules or removes people waits for one that enough come to. Nothing is
voted on at a meeting: votes stay by phone and on paper. Fixed minutes change no more, and the
record holds their hash.
"""
