"""Who belongs to the club, under the name each chose.

Words: *member*, *chosen name*, *colour and word* (they tell two people of the same name apart),
*pause*, *leave*, *sign of life* (a calendar month, shown to nobody else), *block* (a member does
not want to meet another here), *hidden* (either of the two, from the other).

Invariants: no field about illness, no real name, no last-seen; leaving needs no reason. A block
hides both ways and nobody is told; it changes no seat, no vote, no duty and no record, and keeps
nobody from a night.
"""
