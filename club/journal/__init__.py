"""The club's record: what was decided and done, by whom, under which mandate.

Append-only and hash-chained; it holds ids, numbers and words of the program, never a name and
never a member's free text, so that erasing a person leaves the chain whole.

Words: *entry* (one act), *head* (number and hash of the newest entry), *chain* (each entry carries
the hash of the one before).

Invariants: an entry is never changed or removed (the database refuses); the hash of every entry
follows from its content and its predecessor; an entry is written in the transaction of its act.
"""
