"""What members may do for the club, for how long, and by which decision.

Words: *role*, *mandate* (one member holds one role from a start to an end, by a decision),
*term*, *right* (on screen: power), *holder*.

Invariants: a right exists only through a mandate in force at the moment of use; every mandate
names its decision and has an end; nothing else in the program grants a right.
"""
