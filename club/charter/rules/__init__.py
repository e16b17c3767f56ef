"""The club's own constitution as typed data: what may be changed, how far, and what it means.

``clause`` says what a clause is and which values it takes, ``meant`` what a member writes
for one; ``founding``, ``meeting``, ``office`` and ``rulebook`` hold the clauses; ``charter`` is all
of them at one moment; ``evenings`` is the hour at which things end.
"""

from club.charter.rules.charter import CLAUSES, SUPERSEDED, Charter, DecisionClass
from club.charter.rules.clause import Clause, Kind, Part, Stored, Unit, Value, read, written
from club.charter.rules.meant import SHARES, again, meant, weakens

__all__ = [
    "CLAUSES",
    "SHARES",
    "SUPERSEDED",
    "Charter",
    "Clause",
    "DecisionClass",
    "Kind",
    "Part",
    "Stored",
    "Unit",
    "Value",
    "again",
    "meant",
    "read",
    "weakens",
    "written",
]
