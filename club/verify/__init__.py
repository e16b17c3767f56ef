"""Checks a club's record with nothing but Python: no database, no network, no other room.

Words: *entry*, *chain* (each entry carries the hash of the one before), *file* (the record as a
member takes it away: one line about the file, the entries, lists of ballots), *break* (the first
place where it does not hold), *head* (number and hash of the newest entry).

Invariants: what checks the club's own database and what members run on their own machines is the
same code; ``single`` joins these modules into one file for them. They import the standard library
and one another only.
"""
