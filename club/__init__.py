"""Club: free software for one peer-led club, run by its members.

The house is a stack of rooms; a room may call the rooms below it, never one above or beside it.
From the top: ``front`` and ``journeys``; the peers ``events``, ``decisions``, ``stories``,
``board``, ``care``, ``actions``; then ``notices``, ``access``, ``roles``, ``members``,
``charter``, ``journal``; and under all of them ``kit``, which knows nothing of clubs.
Each room's docstring is its door plate: purpose, words, invariants.

Glossary: a *night* is a dated gathering; an *answer* is what a member says to an invitation; a
*standing* is what that means now; a *decision* is a question the club settles by its rules; a
*ballot* is one member's choice; the *roll* is who may vote on it; the *charter* is the club's
constitution as data; a *role* is held by a *mandate* for a *term* and carries *rights* (on
screen: powers); the *journal* (on screen: the club's record) is the account of what was done.
"""
