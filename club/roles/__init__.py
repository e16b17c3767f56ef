"""What members may do for the club, for how long, and by which decision.

Words: *role*, *mandate* (one member holds one role from a start to an end, by a decision),
*term*, *right* (on screen: power), *holder*, *deputy* (acts while a holder is away), *caretaker*
(the last holder, until somebody is chosen), *notebook* (what a role's holders pass on), *call*
(the club is asked for names), *candidacy*.

Invariants: a right exists only through a mandate in force at the moment of use; every mandate
names its decision and has an end; nothing else in the program grants a right. A deputy's and a
caretaker's mandate name the decision of the one they stand in for; they take no seat, so neither
keeps the members from choosing. While a holder is away their mandate gives no right, and whatever
ends it ends its deputy's. Why somebody is away, or said no, is asked and kept nowhere. A notebook
opens for those who hold the role and those chosen for it, and for nobody else. Whoever is named
for a role is seen by nobody until they say yes. The clock alone asks for names, closes them and
asks again; an end of a term is never forgotten, however late it comes.
"""
