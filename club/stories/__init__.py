"""Objects and what they mean to members.

Words: *object* (a thing of the club or of a member), *telling* (one member's story of it),
*level* (who may see a telling), *consent* (what its teller agreed to, dated, in the words shown),
*shelf* (the objects a member can see).

Invariants: a telling is its teller's alone to change or show; going down a level is immediate and
asks for no reason; nobody is told who looked; a telling that only its teller sees leaves no trace
for others, not even in a count; who leaves takes their tellings along.
"""
