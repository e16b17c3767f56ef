"""Who belongs to the club, under the name each chose.

Words: *member*, *chosen name*, *colour and word* (they tell two people of the same name apart),
*pause*, *leave*, *sign of life* (a calendar month, shown to nobody else).

Invariants: no field about illness, no real name, no last-seen; leaving needs no reason.
"""
