"""The club's own constitution as data: every number the club may change, in versions.

Words: *clause* (one rule of the charter: key, unit, range, plain meaning), *version* (the state
of all clauses after one change), *floor* (what no decision may go below), *text* (something the
club agreed on in words, in versions too).

Invariants: a value outside its range is never in force; a version is never edited, only followed;
every version names the decision that made it.
"""
