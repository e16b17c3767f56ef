"""Everything the club may agree, and what no decision can make of it."""

import json
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.charter.rules import CLAUSES, SUPERSEDED, Charter, Clause, Kind, Part, read, written
from club.charter.rules.rulebook import CLASSES


def words(listed: str) -> list[str]:
    return listed.split()


CONSTITUTION = words("""
membership.voluntary membership.time_limit membership.fee membership.visits_before_joining
membership.admission membership.resting_allowed votes.per_member votes.supporters
votes.secret_for_people votes.secret_on_request votes.change_until_close votes.base votes.tie
votes.proxies decision.discussion_min decision.open_min decision.ordinary decision.consent_round
decision.consent_fallback decision.review_after decision.reopen_by quorum.general
quorum.rules_and_removal quorum.committee quorum.wait quorum.adjourn agm.every_max agm.notice
egm.notice egm.requisition egm.committee_deadline egm.self_convene egm.business meeting.agenda_out
motions.deadline committee.size_least committee.size_most committee.members_only
committee.meetings committee.notice term.length term.max_consecutive term.rotation_small_roles
leave.max leave.silent_absence removal.one_person removal.whole_committee removal.reasons
exclusion.urgent_people exclusion.urgent_days exclusion.long exclusion.appeal return.after_absence
conflict.interest spending.role_limit statement.public role.max_per_person buddy.max_open
welcome.max_per_night records.minutes_ready rules.change rules.change_protected dissolution
""")
RULEBOOK = words("""
voting_wait_days voting_wait_visits dormancy_days sponsors_min growth_cap_30d term_days_max
secret_min_electorate secret_min_ballots publish_ballots_min secret_request_min caretaker_days
review_months_max second_call_factor admission_mode
""")

clauses = st.sampled_from(sorted(CLAUSES.values(), key=lambda clause: clause.key))
anything = st.none() | st.booleans() | st.integers() | st.text() | st.fractions() | st.floats()


@pytest.mark.parametrize("key", [*CONSTITUTION, *RULEBOOK])
def test_every_rule_of_the_sources_is_a_clause_or_has_one_in_its_place(key: str) -> None:
    assert SUPERSEDED.get(key, key) in CLAUSES


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=lambda clause: clause.key)
def test_a_clause_starts_inside_its_own_range_and_says_what_it_means(clause: Clause) -> None:
    assert clause.allows(clause.default)
    assert clause.meaning.endswith(".")
    assert all(len(said.split()) <= 20 for said in clause.meaning.split(". "))


@pytest.mark.parametrize("name", CLASSES)
def test_no_class_with_effects_can_be_rushed_or_decided_by_a_few(name: str) -> None:
    if name != "advisory":
        assert not CLAUSES[f"class.{name}.open"].allows(47)
        assert not CLAUSES[f"class.{name}.threshold"].allows(Fraction(49, 100))
        assert not CLAUSES[f"class.{name}.yes_floor"].allows(Fraction(9, 100))
    if name not in {"advisory", "admission"}:
        assert not CLAUSES[f"class.{name}.notice"].allows(23)


@pytest.mark.parametrize("name", ["membership", "recall", "election", "closing_club"])
def test_a_vote_about_a_person_cannot_be_made_open(name: str) -> None:
    assert Charter().decision_class(name).secret
    assert not CLAUSES[f"class.{name}.secret"].allows(False)  # noqa: FBT003


def test_an_everyday_question_is_decided_as_the_club_agreed() -> None:
    asks = Charter().decision_class("ordinary")
    assert (asks.notice, asks.open_for) == (timedelta(hours=72), timedelta(hours=120))
    assert (asks.threshold, asks.strict, asks.yes_floor) == (Fraction(1, 2), True, Fraction(1, 5))
    assert (asks.min_yes, asks.secret, asks.cooling) == (3, False, timedelta(hours=24))
    assert not Charter().decision_class("constitutional").strict


@given(clauses, anything)
def test_whatever_stands_in_the_database_only_an_allowed_value_holds(
    clause: Clause, stored: object
) -> None:
    assert clause.allows(read(clause, stored))


@given(clauses, st.integers(0, 2000) | st.fractions(0, 2) | st.booleans() | st.text(max_size=9))
def test_an_agreed_value_survives_being_written_down(clause: Clause, value: object) -> None:
    usable = isinstance(value, bool | int | str | Fraction) and clause.allows(value)
    kept = value if usable else clause.default
    assert read(clause, json.loads(json.dumps(written(kept)))) == kept  # type: ignore[arg-type]


@given(st.dictionaries(st.sampled_from(sorted(CLAUSES)), anything))
def test_a_charter_is_the_same_after_a_round_through_json(stored: dict[str, object]) -> None:
    charter = Charter.of(stored)
    again = Charter.from_json(charter.to_json())
    assert all(again[key] == charter[key] for key in CLAUSES)


def test_a_name_may_be_any_words_that_can_be_seen() -> None:
    name = CLAUSES["club.name"]
    assert name.kind is Kind.WORDS
    assert name.allows("The Open Door")
    assert not any(name.allows(bad) for bad in ("", " x", "x" * 61, "a\u202eb"))


def test_a_club_goes_by_a_clock_that_exists() -> None:
    zone = CLAUSES["club.zone"]
    assert zone.allows("Africa/Accra")
    assert not any(zone.allows(bad) for bad in ("Moon/Base", "../etc/passwd", "", "/etc"))


def test_what_is_fixed_and_what_is_protected_is_said() -> None:
    assert CLAUSES["votes.per_member"].fixed
    assert CLAUSES["membership.voluntary"].fixed
    assert CLAUSES["votes.tie"].fixed
    assert not CLAUSES["votes.tie"].protected
    assert CLAUSES["egm.requisition"].protected
    assert not CLAUSES["egm.requisition"].fixed
    assert not CLAUSES["club.name"].fixed
    assert not CLAUSES["votes.proxies"].fixed
    assert CLAUSES["class.ordinary.secret"].part is Part.CLASSES


def test_asking_for_the_wrong_kind_of_value_is_noticed() -> None:
    with pytest.raises(TypeError):
        Charter().share("sponsors_min")
    with pytest.raises(KeyError):
        Charter()["no.such"]
    assert Charter().flag("votes.proxies") is False


@pytest.mark.parametrize("stored", ["x/3", "2/", "2/0", "-1/2", "0.6", "9" * 12, 1, None])
def test_a_share_that_cannot_be_read_is_the_default(stored: object) -> None:
    assert read(CLAUSES["class.ordinary.threshold"], stored) == Fraction(1, 2)


def test_a_whole_share_needs_no_stroke() -> None:
    assert read(CLAUSES["class.ordinary.threshold"], "1") == 1
