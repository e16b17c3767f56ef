"""What people type to get in, as typed values."""

from club.access.forms.keys import NewPassphrase, PasskeyAnswer
from club.access.forms.signing_in import Proof, SignIn, SignInByPasskey

__all__ = ["NewPassphrase", "PasskeyAnswer", "Proof", "SignIn", "SignInByPasskey"]
