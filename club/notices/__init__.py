"""Tells members what concerns them: in the app, and by push to the phones they chose.

Words: *notice* (what is told, as a value), *message* (a notice as it is kept, once), *letter* (a
message in one member's inbox), *subscription* (one browser that asked for push), *delivery* (one
letter on its way to one browser), *broadcast* (a word to the whole club), *push service* (the
company that carries pushes to a kind of browser).

Invariants: a notice is written in the transaction of the act it tells of; a push carries no name,
place or title above the level its owner chose; one browser's failure never delays another; who
read what is shown to nobody.
"""
