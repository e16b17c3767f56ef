"""What the page of a decision says about votes on paper."""

from dataclasses import dataclass

from club.decisions.models import Decision, PaperVote


@dataclass(frozen=True, slots=True)
class OnPaper:
    """The paper side of one vote.

    Args:
        alone: no ballot is cast by phone.
        openly: a member suggests to vote openly by phone after all.
        minded: somebody would rather not.
        counted: how many papers count; 0 before that, or where there are none.
        unreadable: how many of these nobody could read.
    """

    alone: bool = False
    openly: bool = False
    minded: bool = False
    counted: int = 0
    unreadable: int = 0

    @property
    def read(self) -> int:
        """How many papers say something that counts."""
        return self.counted - self.unreadable


def on_paper(row: Decision) -> OnPaper:
    """Return the paper side of a decision that came with it from the database."""
    vote = row.on_paper
    if not isinstance(vote, PaperVote):
        return OnPaper()
    asked = vote.openly_asked_at is not None
    return OnPaper(vote.alone, asked, vote.minded, vote.papers, vote.unreadable)
