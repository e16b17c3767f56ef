"""A reader of QR pictures, written from ISO/IEC 18004 alone and sharing no code with the drawer.

It reads clean pictures as a screen shows them, versions 1 to 10, bytes and capitals: what a camera
has to do about light and angles is left out, and so is the mending of what it cannot see.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain, islice
from urllib.parse import unquote

Matrix = list[list[bool]]
"""Rows of modules; True is dark."""

_DARK = re.compile(r'<path[^>]*stroke="#000"[^>]*\bd="([^"]+)"')
_STEP = re.compile(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?")
_LEVELS = "MLHQ"
_BLOCKS = {
    1: {"L": [19], "M": [16], "Q": [13], "H": [9]},
    2: {"L": [34], "M": [28], "Q": [22], "H": [16]},
    3: {"L": [55], "M": [44], "Q": 2 * [17], "H": 2 * [13]},
    4: {"L": [80], "M": 2 * [32], "Q": 2 * [24], "H": 4 * [9]},
    5: {"L": [108], "M": 2 * [43], "Q": 2 * [15] + 2 * [16], "H": 2 * [11] + 2 * [12]},
    6: {"L": 2 * [68], "M": 4 * [27], "Q": 4 * [19], "H": 4 * [15]},
    7: {"L": 2 * [78], "M": 4 * [31], "Q": 2 * [14] + 4 * [15], "H": 4 * [13] + [14]},
    8: {"L": 2 * [97], "M": 2 * [38] + 2 * [39], "Q": 4 * [18] + 2 * [19],
        "H": 4 * [14] + 2 * [15]},
    9: {"L": 2 * [116], "M": 3 * [36] + 2 * [37], "Q": 4 * [16] + 4 * [17],
        "H": 4 * [12] + 4 * [13]},
    10: {"L": 2 * [68] + 2 * [69], "M": 4 * [43] + [44], "Q": 6 * [19] + 2 * [20],
         "H": 6 * [15] + 2 * [16]},
}  # fmt: skip
"""How many bytes of data stand in each block."""
_ALIGNED = {1: [], 2: [6, 18], 3: [6, 22], 4: [6, 26], 5: [6, 30], 6: [6, 34], 7: [6, 22, 38],
            8: [6, 24, 42], 9: [6, 26, 46], 10: [6, 28, 50]}  # fmt: skip
_MASKS = [
    lambda r, c: (r + c) % 2 == 0,
    lambda r, _c: r % 2 == 0,
    lambda _r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
]
_FORMAT_MASK = 0b101010000010010
_CAPITALS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def read(picture: str) -> str:
    """What the picture in an ``img`` says to a camera."""
    assert picture.startswith("data:image/svg+xml")
    return text(matrix(unquote(picture.partition(",")[2]).replace("&quot;", '"')))


def matrix(svg: str) -> Matrix:
    """The modules of a drawing of strokes, without the light frame around them."""
    found = _DARK.search(svg.replace("'", '"'))
    assert found is not None, svg[:300]
    dark: set[tuple[int, int]] = set()
    x = y = 0.0
    for verb, first, second in _STEP.findall(found[1]):
        if verb == "h":
            dark |= {(int(y), int(x) + step) for step in range(int(first))}
            x += float(first)
        else:
            x, y = (x + float(first), y + float(second)) if verb == "m" else (
                float(first), float(second))  # fmt: skip
    top, left = min(row for row, _ in dark), min(column for _, column in dark)
    assert (top, left) >= (4, 4), "a camera needs four light modules around it"
    size = max(row for row, _ in dark) - top + 1
    return [[(top + r, left + c) in dark for c in range(size)] for r in range(size)]


def shown(page: str) -> str:
    """What the first such picture on a page says to a camera."""
    found = re.search(r'src="(data:image/svg[^"]*)"', page)
    assert found is not None
    return read(unescape(found[1]))


def text(modules: Matrix) -> str:
    """What a symbol says."""
    size = len(modules)
    version = (size - 17) // 4
    assert size == 17 + 4 * version
    level, mask = _format(modules)
    free = _free(size, version)
    bits = [modules[r][c] ^ _MASKS[mask](r, c) for r, c in _path(size) if (r, c) in free]
    stream = [int("".join("01"[b] for b in bits[i : i + 8]), 2) for i in range(0, len(bits) - 7, 8)]
    return _words(_in_order(stream, _BLOCKS[version][level]), version)


def _format(modules: Matrix) -> tuple[str, int]:
    columns = (0, 1, 2, 3, 4, 5, 7)
    bits = [modules[8][c] for c in columns] + [modules[8][8], modules[7][8]]
    bits += [modules[r][8] for r in range(5, -1, -1)]
    said = int("".join("01"[b] for b in bits), 2) ^ _FORMAT_MASK
    return _LEVELS[said >> 13], said >> 10 & 0b111


def _free(size: int, version: int) -> set[tuple[int, int]]:
    """The modules that hold data: all that are no mark for the eye of a camera."""
    corners = ((0, 0), (0, size - 8), (size - 8, 0))
    taken = {(r + i, c + j) for r, c in corners for i in range(8) for j in range(8)}
    taken |= {(8, c) for c in (*range(9), *range(size - 8, size))}
    taken |= {(r, 8) for r in (*range(9), *range(size - 8, size))}
    taken |= {(6, i) for i in range(size)} | {(i, 6) for i in range(size)}
    for r in _ALIGNED[version]:
        for c in _ALIGNED[version]:
            if (r, c) not in {(6, 6), (6, size - 7), (size - 7, 6)}:
                taken |= {(r + i, c + j) for i in range(-2, 3) for j in range(-2, 3)}
    if version >= 7:
        far = range(size - 11, size - 8)
        taken |= {at for i in range(6) for j in far for at in ((i, j), (j, i))}
    return {(r, c) for r in range(size) for c in range(size)} - taken


def _path(size: int) -> Iterator[tuple[int, int]]:
    """Two columns at a time, from the right, up and down in turn; column 6 is a ruler."""
    rights = [*range(size - 1, 6, -2), 5, 3, 1]
    for turn, right in enumerate(rights):
        rows = range(size) if turn % 2 else range(size - 1, -1, -1)
        for row in rows:
            yield row, right
            yield row, right - 1


def _in_order(stream: list[int], blocks: list[int]) -> list[int]:
    """Undo the shuffle in which the first bytes of all blocks come first."""
    shuffled = iter(stream)
    found: list[list[int]] = [[] for _ in blocks]
    for place in range(max(blocks)):
        for block, length in zip(found, blocks, strict=True):
            if place < length:
                block.append(next(shuffled))
    return list(chain.from_iterable(found))


def _words(data: list[int], version: int) -> str:
    bits = iter("".join(f"{byte:08b}" for byte in data))

    def take(count: int) -> int:
        return int("".join(islice(bits, count)).ljust(count, "0") or "0", 2)

    said = b""
    while kind := take(4):
        if kind == 0b0100:
            said += bytes(take(8) for _ in range(take(8 if version < 10 else 16)))
        elif kind == 0b0010:
            length = take(9 if version < 10 else 11)
            for first in range(0, length, 2):
                letters = divmod(take(11), 45) if first + 1 < length else (take(6),)
                said += "".join(_CAPITALS[each] for each in letters).encode()
        else:
            message = f"this reader does not know mode {kind:04b}"
            raise AssertionError(message)
    return said.decode()
