"""Clauses about the club itself, who belongs to it, and what a vote is."""

from club.charter.rules.clause import Clause, Part, Unit
from club.kit.words import later as _

PALETTES = ("clay", "honey", "leaf", "pine", "sea", "sky", "plum", "rose")
SYMBOLS = ("cup", "sun", "leaf", "tree", "wave", "bird", "plum", "flower")

_FREE = _("Peer support only helps those who come of their own will.")
_SAME = _("The club belongs to its members, each as much as any other.")
_MONEY = _("Nobody may lose a say because they are poor.")
_REST = _("People have bad months. Resting must never cost a place or a vote.")
_SAFE = _("Nobody should have to choose between honesty and a friendship.")

# One clause a paragraph reads better than one argument a line.
# fmt: off
CLUB = (
    Clause(
        "club.name", Part.CLUB, "Our club", most=60,
        meaning=_("The name of the club. Only members see it."),
    ),
    Clause(
        "club.alias", Part.CLUB, "Club", most=20,
        meaning=_("A plain word that strangers may see, on a phone or in a browser."),
    ),
    Clause(
        "club.zone", Part.CLUB, "Europe/Dublin",
        meaning=_("The place whose clock the club goes by."),
    ),
    Clause(
        "club.palette", Part.CLUB, "leaf", choices=PALETTES,
        meaning=_("The colour of the pages."),
    ),
    Clause(
        "club.symbol", Part.CLUB, "leaf", choices=SYMBOLS,
        meaning=_("The small drawing at the top of every page."),
    ),
    Clause(
        "queue.rule", Part.CLUB, "who asked first",
        choices=("who asked first", "who had none lately"), basis="judgement",
        meaning=_("Who is next when a place comes free at a full night."),
    ),
)

MEMBERSHIP = (
    Clause(
        "membership.voluntary", Part.MEMBERSHIP, default=True, basis="clubhouse", reason=_FREE,
        meaning=_("Nobody can be made to come, or to join."),
    ),
    Clause(
        "membership.time_limit", Part.MEMBERSHIP, "none", choices=("none",), basis="clubhouse",
        reason=_FREE, meaning=_("You stay a member until you choose to leave."),
    ),
    Clause(
        "membership.fee", Part.MEMBERSHIP, 0, unit=Unit.MONEY_A_YEAR, least=0, most=20,
        basis="cap, judgement", reason=_MONEY,
        meaning=_("What members are asked to give. Whoever does not pay keeps their vote."),
    ),
    Clause(
        "membership.visits_before_joining", Part.MEMBERSHIP, 2, unit=Unit.NIGHTS, least=0, most=6,
        basis="judgement", meaning=_("How often a guest comes to look before joining."),
    ),
    Clause(
        "membership.admission", Part.MEMBERSHIP, "consent", choices=("consent", "majority"),
        basis="clubhouse, judgement",
        meaning=_("Members welcome new members on a club night. Nobody asks about illness."),
    ),
    Clause(
        "admission_mode", Part.MEMBERSHIP, "sponsors", choices=("sponsors", "invite", "decision"),
        basis="judgement",
        meaning=_("How somebody joins: two members vouch, one invites, or all decide."),
    ),
    Clause(
        "membership.resting_allowed", Part.MEMBERSHIP, default=True, basis="judgement",
        reason=_REST, meaning=_("You may rest: no messages, no duties, and your vote is kept."),
    ),
    Clause(
        "growth_cap_30d", Part.MEMBERSHIP, 3, unit=Unit.PEOPLE, least=1, most=500,
        basis="judgement",
        meaning=_("At least this many new members may join in 30 days. More wait their turn."),
    ),
    Clause(
        "growth_cap_30d_percent", Part.MEMBERSHIP, 20, unit=Unit.PERCENT, least=1, most=100,
        basis="judgement",
        meaning=_("A bigger club may grow by this part of its voters in 30 days."),
    ),
)

VOTES = (
    Clause(
        "votes.per_member", Part.VOTES, 1, unit=Unit.VOTES, least=1, most=1, basis="ica",
        reason=_SAME, meaning=_("One member, one vote."),
    ),
    Clause(
        "votes.supporters", Part.VOTES, 0, unit=Unit.VOTES, least=0, most=0,
        basis="cap, judgement", reason=_SAME,
        meaning=_("Helpers from outside have no vote."),
    ),
    Clause(
        "votes.secret_for_people", Part.VOTES, default=True, basis="judgement", reason=_SAFE,
        meaning=_("A vote about a person is always secret."),
    ),
    Clause(
        "secret_request_min", Part.VOTES, 2, unit=Unit.PEOPLE, least=1, most=3, basis="judgement",
        meaning=_("This many members together can ask for a secret vote."),
    ),
    Clause(
        "secret_min_electorate", Part.VOTES, 8, unit=Unit.PEOPLE, least=6, most=500,
        basis="judgement", reason=_SAFE,
        meaning=_("A vote can be secret in the app if this many may vote. Fewer vote on paper."),
    ),
    Clause(
        "secret_min_ballots", Part.VOTES, 5, unit=Unit.VOTES, least=5, most=500,
        basis="judgement", reason=_SAFE,
        meaning=_("With fewer secret votes than this, nobody opens them."),
    ),
    Clause(
        "publish_ballots_min", Part.VOTES, 10, unit=Unit.VOTES, least=8, most=500,
        basis="judgement", reason=_SAFE,
        meaning=_("With fewer votes than this, only the sums are shown."),
    ),
    Clause(
        "votes.change_until_close", Part.VOTES, default=True, basis="judgement",
        meaning=_("You may change your mind until the vote closes."),
    ),
    Clause(
        "votes.base", Part.VOTES, "votes cast", choices=("votes cast", "present"), basis="ror1915",
        meaning=_("Yes and no are compared with each other. No opinion is not a no."),
    ),
    Clause(
        "votes.tie", Part.VOTES, "not carried", choices=("not carried",), basis="judgement",
        meaning=_("As many yes as no means no change. Nobody has a second vote."),
    ),
    Clause(
        "votes.proxies", Part.VOTES, default=False, basis="judgement",
        meaning=_("Whether one member may vote in the name of another, once, on paper."),
    ),
    Clause(
        "voting_wait_days", Part.VOTES, 14, unit=Unit.DAYS, least=0, most=90, basis="judgement",
        meaning=_("New members vote after this many days. Then nobody can pack a vote."),
    ),
    Clause(
        "voting_wait_visits", Part.VOTES, 0, unit=Unit.NIGHTS, least=0, most=5,
        basis="judgement", meaning=_("How many nights come before the first vote."),
    ),
    Clause(
        "dormancy_days", Part.VOTES, 180, unit=Unit.DAYS, least=60, most=730, basis="judgement",
        reason=_REST,
        meaning=_("Whoever is quiet for longer still votes. Until then the count does not wait."),
    ),
)
# fmt: on
