"""What those who enter papers send."""

from pydantic import Field

from club.decisions.forms.voting import BallotForm
from club.decisions.rules.ballot import BALLOT_LENGTH, Ballot
from club.decisions.rules.paper import Sheet
from club.kit.errors import Invalid
from club.kit.forms import FormModel
from club.kit.tokens import REF_LENGTH
from club.kit.words import gettext as _

_MOST = 2000
People = dict[str, int]
"""Member ids by public name; somebody unknown is nobody (0)."""


class VotersForm(FormModel):
    """Who handed in a secret paper; ``told``: they know that few papers can be told apart."""

    voters: list[str] = Field(default=[], max_length=_MOST)
    told: bool = False

    def ids(self, people: People) -> list[int]:
        """Return who they are."""
        return [people.get(each, 0) for each in self.voters]


class SheetForm(BallotForm):
    """One paper; in an open vote with whose it is, and that their own mark stands on it."""

    voter: str = Field(default="", max_length=REF_LENGTH)
    consent: bool = False

    def sheet(self, ballot: Ballot, people: People, *, secret: bool) -> Sheet:
        """Return the paper.

        Raises:
            Invalid: this cannot be said on this ballot, or an open paper bears no mark.
        """
        said = self.said(ballot)
        if secret:
            return Sheet(said, why=self.reason)
        if not self.consent:
            raise Invalid(_("Only a paper with the mark of its voter counts."), "consent")
        return Sheet(said, people.get(self.voter, 0), self.reason)


class UnreadableForm(FormModel):
    """A paper that nobody can read; in an open vote with whose it is."""

    whose: str = Field(default="", max_length=REF_LENGTH)

    def sheet(self, people: People, *, secret: bool) -> Sheet:
        """Return the paper."""
        return Sheet("", 0 if secret else people.get(self.whose, 0))


class RemovalForm(FormModel):
    """One paper that is taken out of an entry again."""

    says: str = Field(default="", max_length=BALLOT_LENGTH)
    of: str = Field(default="", max_length=REF_LENGTH)

    def sheet(self, people: People) -> Sheet:
        """Return which."""
        return Sheet(self.says, people.get(self.of, 0))
