"""What the invented club decided otherwise than by yes or no: words, how it was asked, ballots.

Its chair is chosen among three, by a ranking.
"""

from club.decisions.rules.effects import Advise, Agree, Choose, Effect
from club.decisions.rules.states import Method

OBJECTION = "Those who come to sit quietly would have nowhere to go."

CHOICES: tuple[tuple[tuple[str, str], Effect, list[str]], ...] = (
    (
        ("Where shall we go in June?", "It should cost little, and the way should have no steps."),
        Choose(Method.RANKED, ("The lighthouse", "The canal", "The botanic garden")),
        [*["rabc"] * 9, *["rbc"] * 8, *["rcba"] * 6, *["rsb"] * 3],
    ),
    (
        ("What colour shall the quiet corner have?", "We have one tin of each, so it is free."),
        Choose(Method.APPROVAL, ("Soft green", "Pale yellow", "Blue")),
        [*["aab"] * 9, *["aa"] * 8, *["ac"] * 5, "a", "a"],
    ),
    (
        ("Shall there be music on every night?", "Quietly, from the small speaker."),
        Agree(),
        [*["consent"] * 15, "concern", "object"],
    ),
    (
        ("Which evening suits you best in summer?", "Nothing is changed by this. We want to know."),
        Advise(("Tuesday", "Thursday", "Sunday")),
        [*["va"] * 4, *["vb"] * 13, *["vc"] * 6],
    ),
)

STANDING = (
    "I have time, and I like it when everybody has spoken before we go on.",
    "I would keep the meetings short, and make the tea.",
    "",
)
"""What those who stand for the chair say of it; one says nothing."""
RANKINGS = [*["rabz"] * 9, *["rbac"] * 8, *["rcb"] * 6, "rz"]
