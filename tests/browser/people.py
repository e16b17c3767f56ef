"""What a person does on a phone to come into the club."""

from tests.browser.phone import Phone

PASSPHRASE = "kettle lantern seven otters"


def sign_up(phone: Phone, name: str) -> None:
    """Fill in how somebody will be known and will sign in."""
    phone.write("The name members will see", name)
    phone.write("A private name to sign in with", private_name(name))
    phone.page.locator("[name=passphrase]").fill(PASSPHRASE)


def private_name(name: str) -> str:
    """The name that only its owner knows."""
    return f"{name.lower()}-in-private"


def begin(phone: Phone, link: str, name: str, role: str) -> None:
    """Open the founding link, name the club and sign first."""
    phone.go(link)
    phone.shot("founding-1-club")
    phone.write("What is the club called?", "The Lantern Room")
    phone.write("A plain word for it", "Thursday")
    phone.tap("Go on")
    phone.shot("founding-2-sign")
    _sign(phone, name, role)


def ask_in(first: Phone, other: Phone, name: str, role: str) -> None:
    """Hand a place at the founding to another phone, which signs."""
    first.tap("Ask one more person in")
    link = handed(first)
    first.shot("founding-place")
    first.tap("Done")
    other.go(link)
    _sign(other, name, role)


def handed(phone: Phone) -> str:
    """The link this phone shows, to hand on."""
    return phone.page.get_by_label("The link", exact=True).input_value()


def _sign(phone: Phone, name: str, role: str) -> None:
    sign_up(phone, name)
    phone.page.get_by_label("I sign the club's first rules").check()
    phone.tap("Sign")
    phone.sees("Who has signed")
    phone.tap("Take a role for the first half year")
    phone.page.get_by_label(role).first.check()
    phone.tap("Take this role")
    phone.sees("Who has signed")
