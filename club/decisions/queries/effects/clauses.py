"""Changing a rule: whether it can be, and what a page says of it."""

from datetime import datetime

from club.charter import messages
from club.charter import queries as charter
from club.charter.rules import CLAUSES, Clause, weakens
from club.decisions.queries.effects.sight import FINE, Asking, Refused, refusal, shown
from club.decisions.queries.shown import Does
from club.decisions.rules.effects import SetRule
from club.kit.words import gettext as _


@refusal.register
async def _refusal(effect: SetRule, asking: Asking) -> Refused:
    clause = CLAUSES.get(effect.key)
    if clause is None:
        return _("The club has no such rule."), ""
    if not clause.allows(effect.value):
        return _too_far(clause), "value"
    if (await charter.versions()).get(effect.key, 0) != effect.from_version:
        return _("Another decision changed this rule first. Please look at it again."), ""
    now = await charter.in_force(asking.now)
    if now[effect.key] == effect.value:
        return _("It says so already. Please choose something else."), "value"
    longest = now.whole("review_months_max")
    if not 1 <= effect.review_months <= longest:
        return _("Please choose 1 to {n} months.").format(n=longest), "review"
    return FINE


@shown.register
async def _shown(effect: SetRule, now: datetime) -> Does | None:
    clause = CLAUSES.get(effect.key)
    if clause is None:
        return None
    steps = {step.version: step.value for step in await charter.history(effect.key)}
    before = steps.get(effect.from_version, clause.default)
    facts = [
        (_("The rule"), _(clause.meaning)),
        (_("Now"), messages.said(clause, before)),
        (_("Would be"), messages.said(clause, effect.value)),
        (_("Looked at again"), messages.after_months(effect.review_months)),
    ]
    if weakens(clause, before, effect.value):
        apart = (await charter.in_force(now)).whole("rules.change_protected_apart")
        says = _("This rule protects members and would get weaker, so the club votes twice.")
        facts.append((_("Two votes"), says + " " + messages.days_apart(apart)))
    return Does(
        symbol="record",
        sentence=_("If the members say yes, this rule of the club changes by itself:"),
        facts=tuple(facts),
        done=_("The rule is changed. It counts from {when}."),
        onward=(f"/charter/{effect.key}", _("See the rule")),
    )


def _too_far(clause: Clause) -> str:
    if clause.protected:
        return f"{messages.bounds(clause)} {_('Protected:')} {_(clause.reason)}"
    return messages.bounds(clause)
