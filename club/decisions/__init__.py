"""Questions the club settles together: idea, talk, notice, ballot, count, outcome.

Words: *draft* (an idea and its words in versions), *other words* (what a member suggests for a
draft; its author may take them up as the next version), *support* (standing behind one version),
*notice* (words, roll and rule are frozen; members talk), *roll* (who may vote; the *awake* are
waited for, the *dormant* count once they vote), *ballot*, *slip* (what the voter of a secret
ballot keeps: *number*, *mark*, *change key*), *base* (the members a question is measured
against), *floor* (the least yes votes), *outcome*, *effect* (what the outcome does by itself),
*second call* (the clock asks once more what too few answered), *view* (what one of the roll leaves
under a result), *second look* (the day on which the members are told to look at it again).

Invariants: nobody closes, extends or reopens a decision, and no power does; ballots are refused
from the close on, whether or not the worker has run. Words, roll and rule are frozen at notice.
A member's last ballot before the close counts once; a decision closes once, and its effect is
executed once, in the closing transaction. What an outcome gives begins when the decision comes
into force, after its cooling time. Whoever would get a role says yes before anybody else sees
the draft. A secret ballot is never stored with its voter, a moment or an order, and too few of
them are destroyed unread; no secret vote is extended, because that would tell how it stands.
Who asked for a secret vote is shown and recorded nowhere, and forgotten when the vote begins. There
is one second call and never a third.
"""
