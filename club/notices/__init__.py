"""Tells members what concerns them: in the app, and by push to the phones they chose.

Words: *notice* (what is told), *inbox*, *subscription* (one browser that asked for push),
*delivery* (one notice on its way to one browser), *broadcast* (a word to the whole club).

Invariants: a notice is written in the transaction of the act it tells of; a push carries no name,
place or title above the level its owner chose; one browser's failure never delays another.
"""
