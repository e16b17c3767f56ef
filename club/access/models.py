"""Tables: sessions, passphrases, passkeys, their challenges, invitations, tries and founders."""

from datetime import datetime

from tortoise import fields, models

from club.access import rules
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member

DIGEST_LENGTH = 64


class Session(models.Model):
    """One browser that is signed in; whoever reads this table cannot sign in with it."""

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    digest = fields.CharField(DIGEST_LENGTH, unique=True)
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="sessions", on_delete=fields.CASCADE
    )
    member_id: int
    shared = fields.BooleanField()
    device = fields.CharField(rules.DEVICE_LENGTH)
    opened_at = UtcField()
    seen_at = UtcField()
    ends_at = UtcField(db_index=True)
    proved_at = UtcField()

    class Meta:
        table = "session"

    def visit(self) -> rules.Visit:
        """Return what the rules ask about a session."""
        return rules.Visit(
            shared=self.shared,
            seen_at=self.seen_at,
            ends_at=self.ends_at,
            proved_at=self.proved_at,
        )


class Passphrase(models.Model):
    """A member's private sign-in name and the Argon2 hash of the passphrase."""

    id = fields.BigIntField(primary_key=True)
    member: fields.OneToOneRelation[Member] = fields.OneToOneField(
        "club.Member", related_name="passphrase", on_delete=fields.CASCADE
    )
    member_id: int
    sign_in_name = fields.CharField(rules.SIGN_IN_NAME_MAX, unique=True)
    hash = fields.CharField(200)
    changed_at = UtcField()

    class Meta:
        table = "passphrase"


class Passkey(models.Model):
    """A key on a member's own device; only its public half is here."""

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="passkeys", on_delete=fields.CASCADE
    )
    member_id: int
    credential = fields.CharField(1400, unique=True)
    public_key = fields.TextField()
    sign_count = fields.BigIntField()
    device = fields.CharField(rules.DEVICE_LENGTH)
    added_at = UtcField()

    class Meta:
        table = "passkey"


class Challenge(models.Model):
    """A question a passkey must answer once, and soon."""

    digest = fields.CharField(DIGEST_LENGTH, primary_key=True)
    purpose = fields.CharEnumField(rules.Purpose, max_length=10)
    member_id = fields.BigIntField(null=True)
    expires_at = UtcField(db_index=True)

    class Meta:
        table = "challenge"


class Invitation(models.Model):
    """A link one member gave to one person, good for one joining."""

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    digest = fields.CharField(DIGEST_LENGTH, unique=True)
    inviter: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="invitations", on_delete=fields.CASCADE
    )
    inviter_id: int
    made_at = UtcField()
    expires_at = UtcField(db_index=True)
    used_at: datetime | None = UtcField(null=True)
    withdrawn_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "invitation"

    def promise(self) -> rules.Promise:
        """Return what the rules ask about an invitation."""
        return rules.Promise(self.expires_at, self.used_at, self.withdrawn_at)


class Tries(models.Model):
    """How often somebody tried to sign in, by name, by network, and in all."""

    digest = fields.CharField(DIGEST_LENGTH, primary_key=True)
    began_at = UtcField()
    last_at = UtcField(db_index=True)
    tries = fields.IntField()
    in_a_row = fields.IntField()

    class Meta:
        table = "tries"

    def tally(self) -> rules.Tally:
        """Return what the rules ask about these tries."""
        return rules.Tally(self.began_at, self.last_at, self.tries, self.in_a_row)


class FoundingLink(models.Model):
    """The one link that lets a club be founded; gone once it is."""

    id = fields.IntField(primary_key=True, generated=False)
    digest = fields.CharField(DIGEST_LENGTH)
    made_at = UtcField()

    class Meta:
        table = "founding_link"


class Founding(models.Model):
    """What the first founder wrote about the club to be; gone once it is founded."""

    id = fields.IntField(primary_key=True, generated=False)
    name = fields.CharField(60)
    alias = fields.CharField(20)
    zone = fields.CharField(60)
    palette = fields.CharField(20)
    begun_at = UtcField()

    class Meta:
        table = "founding"


class Founder(models.Model):
    """A person founding the club, until the club is founded; then a member like any other."""

    id = fields.BigIntField(primary_key=True)
    place = fields.CharField(DIGEST_LENGTH, unique=True, null=True)
    digest = fields.CharField(DIGEST_LENGTH, unique=True, null=True)
    began = fields.BooleanField(default=False)
    name = fields.CharField(40, default="")
    sign_in_name = fields.CharField(rules.SIGN_IN_NAME_MAX, unique=True, null=True)
    hash = fields.CharField(200, default="")
    role = fields.CharField(40, default="")
    shared = fields.BooleanField(default=False)
    device = fields.CharField(rules.DEVICE_LENGTH, default="")
    place_until = UtcField()
    signed_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "founder"
