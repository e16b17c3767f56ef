"""The passphrases that many people choose: refused, however long they are.

The list is made here from common beginnings and common ways of making them longer, so that it
can be read, argued about and added to. It holds more than 3,000 entries.
"""

from functools import lru_cache
from itertools import product

LONG_ENOUGH = 15

_BASES = (
    "password", "passwort", "passphrase", "letmein", "welcome", "iloveyou", "sunshine",
    "princess", "football", "baseball", "basketball", "superman", "batman", "dragon", "monkey",
    "shadow", "master", "michael", "jennifer", "jordan", "hunter", "charlie", "freedom",
    "whatever", "trustno1", "starwars", "pokemon", "computer", "internet", "samsung", "google",
    "facebook", "instagram", "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm",
    "1q2w3e4r", "1qaz2wsx", "qazwsx", "abc", "abcd", "abcdef", "abcdefgh", "abc123", "secret",
    "admin", "administrator", "login", "default", "changeme", "temporary", "guest", "user",
    "test", "testing", "hello", "goodbye", "liverpool", "arsenal", "chelsea", "everton",
    "celtic", "rangers", "dublin", "ireland", "london", "england", "scotland", "summer",
    "winter", "spring", "autumn", "january", "february", "march", "april", "june", "july",
    "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "chocolate", "butterfly", "rainbow", "flower",
    "daisy", "cookie", "banana", "orange", "cheese", "pepper", "ginger", "tigger", "mother",
    "father", "family", "friend", "friends", "forever", "together", "beautiful", "lovely",
    "angel", "heaven", "jesus", "blessed", "church", "music", "guitar", "rocknroll", "soccer",
    "hockey", "golfer", "fishing", "garden", "coffee", "birthday", "christmas", "holiday",
    "lucky", "happy", "smile", "peace", "club", "member", "meeting", "thenight", "peersupport",
    "recovery", "mypassword", "mypassphrase", "opensesame", "nothing", "something", "anything",
    "everything", "money",
)  # fmt: skip
_TAILS = (
    "1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789",
    "1234567890", "0", "00", "000", "007", "11", "111", "1111", "99", "999", "!", "!!", "!!!",
    "1!", "123!", "?", ".", "2020", "2021", "2022", "2023", "2024", "2025", "2026", "2027",
    "1990", "2000", "abc", "abcd", "abcdef", "qwerty", "qwertyuiop", "password", "please", "me",
    "forever", "isthebest", "isgreat", "ismypassword", "ismypassphrase", "password123",
)  # fmt: skip
_HEADS = ("", "my", "the", "mynameis", "ilove", "ilovemy", "welcometo", "thisis", "thisismy")
_SAYINGS = (
    "correcthorsebatterystaple", "tobeornottobe", "tobeornottobethatisthequestion",
    "onceuponatime", "maytheforcebewithyou", "letmeinletmein", "letmeinplease", "openthedoor",
    "iloveyousomuch", "iloveyouforever", "iloveyoubaby", "livelaughlove", "onedayatatime",
    "keepcalmandcarryon", "thequickbrownfox", "thequickbrownfoxjumpsoverthelazydog",
    "twinkletwinklelittlestar", "maryhadalittlelamb", "humptydumptysatonawall", "happybirthday",
    "happybirthdaytoyou", "wewishyouamerrychristmas", "merrychristmas", "idontknow",
    "idontremember", "iforgotmypassword", "iforgotit", "noneofyourbusiness", "thisisapassword",
    "thisismypassword", "thisismypassphrase", "passwordpassword", "nobodyknows", "youllneverguess",
    "youllneverwalkalone", "rosesareredvioletsareblue", "itwasthebestoftimes", "inthebeginning",
    "ourfatherwhoartinheaven", "serenityprayer", "godgrantmetheserenity", "allyouneedislove",
    "letitbe", "yesterday", "imagineallthepeople", "dontworrybehappy", "noplacelikehome",
    "fivewordpassphrase", "fifteencharacters", "atleastfifteencharacters", "longenoughpassword",
    "threeblindmice", "abcdefghijklmnop", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjkl",
    "qwertyuiopasdfghjklzxcvbnm", "1q2w3e4r5t6y7u8i", "1qaz2wsx3edc4rfv", "123456789012345",
    "1234567890123456", "12345678901234567890", "123123123123123", "111111222222333333",
    "098765432109876", "987654321987654321", "asdfghjklasdfghjkl", "zxcvbnmzxcvbnm",
)  # fmt: skip
_SWAPS = str.maketrans({"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"})


def skeleton(text: str) -> str:
    """Return a text without what people vary: capitals, spaces, hyphens.

    >>> skeleton("Let me-in_PLEASE")
    'letmeinplease'
    """
    return "".join(letter for letter in text.casefold() if letter not in " -_.,'")


@lru_cache(maxsize=1)
def common_passphrases() -> frozenset[str]:
    """Return every listed passphrase of fifteen characters or more, as skeletons."""
    made = {head + base + tail for head, base, tail in product(_HEADS, _BASES, _TAILS)}
    doubled = {base * times for base, times in product(_BASES, (2, 3, 4, 5))}
    listed = {*made, *doubled, *_SAYINGS}
    listed |= {saying + tail for saying, tail in product(_SAYINGS, _TAILS)}
    return frozenset(skeleton(each) for each in listed if len(each) >= LONG_ENOUGH)


def is_common(passphrase: str) -> bool:
    """Tell whether many people would choose this, as it stands or in letters for figures."""
    plain = skeleton(passphrase)
    seen = {plain, plain.translate(_SWAPS), plain.rstrip("!?")}
    if seen & common_passphrases():
        return True
    return any(_repeats(each) or _is_a_pair(each) for each in seen)


def _is_a_pair(plain: str) -> bool:
    """Tell whether a text is two common words, one after the other."""
    return any(plain.removeprefix(base) in _BASES for base in _BASES if plain.startswith(base))


def _repeats(plain: str) -> bool:
    """Tell whether a text is one short piece over and over."""
    half = len(plain) // 2
    sizes = range(1, half + 1)
    return any(plain == (plain[:size] * (len(plain) // size + 1))[: len(plain)] for size in sizes)
