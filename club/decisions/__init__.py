"""Questions the club settles together: proposal, talk, ballot, count, outcome.

Words: *decision*, *roll* (who may vote, frozen at notice), *ballot*, *turnout* (ballots over
roll), *threshold*, *floor* (the least yes votes), *outcome*, *effect* (what the outcome does).

Invariants: nobody closes, extends or reopens a decision; text, roll and rule are frozen at notice;
a member's last ballot before the close counts once; a decision closes once.
"""
