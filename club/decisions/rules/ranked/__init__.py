"""Counts rankings by the Scottish single transferable vote (Weighted Inclusive Gregory).

``papers`` sorts the ballots, ``table`` moves them, ``ties`` says who is weakest, ``counting`` goes
from stage to stage, ``stages`` keeps each one for a page to draw, ``branches`` tells whether the
lot mattered, ``blt`` reads and writes the file other counting programs use. One seat makes it an
instant run-off.

Words: *quota* (the votes that elect), *surplus* (what somebody elected holds beyond it),
*continuing* (neither elected nor excluded), *non-transferable* (what can go to nobody any more).
All in whole numbers: one vote is 100,000 units, so that a part of a vote has five decimals.
"""
