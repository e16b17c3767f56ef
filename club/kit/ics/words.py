"""Words on their way into a calendar file or out of one."""

from unicodedata import category

_KEPT = frozenset("\n\t")
_UNSHOWN = frozenset({"Cc", "Zl", "Zp"})


def clean(text: str) -> str:
    r"""Drop what no calendar can show: half letters, and controls but line ends and tabs.

    >>> clean("Tea" + chr(0) + chr(13) + chr(10) + "and cake")
    'Tea\nand cake'
    """
    sayable = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "ignore").decode()
    return "".join(each for each in sayable if each in _KEPT or category(each) not in _UNSHOWN)
