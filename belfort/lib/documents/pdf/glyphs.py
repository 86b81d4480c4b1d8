"""The words of a page with their places, asked of the library as rarely as can be."""

from __future__ import annotations

import ctypes
import re
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import pypdfium2.raw as pdfium

from ..characters import plain
from ..lines import DocumentRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

# A hyphen at the end of a line comes as U+0002, with nothing before the next word.
_WORD = re.compile("[^\\s\x00\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
HYPHENS = frozenset("-\xad\u2010\u2011\x02\ufffe")
_BOLD_NAME = re.compile("bold|black|heavy|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile("italic|oblique", re.IGNORECASE)
ITALIC_FLAG, BOLD_FLAG = 1 << 6, 1 << 18
FILL_AND_STROKE = 2
# A page measures at most this, in points (ISO 32000-1, annex C).
MAX_REACH = 14_400
# Height of a glyph's full box against its type size, over the common fonts.
BOX_PER_SIZE = 1.15


class Word(NamedTuple):
    """A word on a page: lengths in points, from the left and the top of the page."""

    text: str
    left: float
    right: float
    base: float
    size: float
    first: int
    last: int
    turned: bool


class Type(NamedTuple):
    """How a character is printed; the size in points."""

    size: float
    bold: bool
    italic: bool


class TextPage:
    """The text of an open page, in the page's own order, and where it stands."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._text = pdfium.FPDFText_LoadPage(page)
        if not self._text:
            raise DocumentRefused("damaged")
        self.length = max(0, int(pdfium.FPDFText_CountChars(self._text)))
        self.width = float(pdfium.FPDF_GetPageWidthF(page))
        self.height = float(pdfium.FPDF_GetPageHeightF(page))
        self._turn = int(pdfium.FPDFPage_GetRotation(page))
        self._box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(self._box))
        self._flags = ctypes.c_int()
        self._name = ctypes.create_string_buffer(128)
        self._matrix = pdfium.FS_MATRIX()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pdfium.FPDFText_ClosePage(self._text)

    def characters(self) -> str:
        """Return the page's characters, one for each index the library counts."""
        buffer = (ctypes.c_ushort * (self.length + 1))()
        written = pdfium.FPDFText_GetText(self._text, 0, self.length, buffer)
        text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        if len(text) == self.length:
            return text
        codes = (
            pdfium.FPDFText_GetUnicode(self._text, place)
            for place in range(self.length)
        )
        return "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)

    def placing(self) -> Callable[[float, float], tuple[float, float]]:
        """Return the function from the file's (x, y) to (left, top) as displayed."""
        box = self._box
        if self._turn == 1:
            return lambda x, y: (y - box.bottom, x - box.left)
        if self._turn == 2:
            return lambda x, y: (box.right - x, y - box.bottom)
        if self._turn == 3:
            return lambda x, y: (box.top - y, box.right - x)
        return lambda x, y: (x - box.left, box.top - y)

    def words(self) -> Iterator[Word]:
        """Yield the page's words in the order in which the file prints them.

        Two calls per word: the origin of its first character and the box of its
        last. A call per character would take six times as long.
        """
        text, place = self._text, self.placing()
        # What lies far off the page is not seen, and no number of a broken file
        # may make the search for columns long.
        reach = min(2 * max(self.width, self.height), MAX_REACH)
        x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        to_x, to_y, to_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
        origin, loose = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
        for match in _WORD.finditer(self.characters()):
            spelled = plain(match.group())
            first, last = match.start(), match.end() - 1
            if not (spelled and origin(text, first, to_x, to_y)):
                continue
            if not loose(text, last, to_box):
                continue
            left, base = place(x.value, y.value)
            one, top = place(box.left, box.top)
            other, bottom = place(box.right, box.bottom)
            if last > first and match.group()[-1] in HYPHENS:
                # Some hyphens have a box of their ink only: no height to measure.
                loose(text, last - 1, to_box)
                (_, top), (_, bottom) = (
                    place(box.left, box.top),
                    place(box.right, box.bottom),
                )
            low, high = min(top, bottom), max(top, bottom)
            size = (high - low) / BOX_PER_SIZE
            # A last letter beside the first one's baseline: text printed sideways.
            turned = not low - size <= base <= high + size
            right = max(one, other, left)
            if not (-reach <= left <= right <= reach and -reach <= base <= reach):
                continue
            yield Word(spelled, left, right, base, size, first, last, turned)

    def type_of(self, place: int) -> Type:
        """Return the type in which the character at this index is printed."""
        flags, name, matrix = self._flags, self._name, self._matrix
        flags.value = 0
        name.value = b""
        pdfium.FPDFText_GetFontInfo(
            self._text, place, name, len(name), ctypes.byref(flags)
        )
        size = float(pdfium.FPDFText_GetFontSize(self._text, place))
        if pdfium.FPDFText_GetMatrix(self._text, place, ctypes.byref(matrix)):
            size *= hypot(matrix.c, matrix.d)
        font = name.value.decode("utf-8", "replace").rpartition("+")[2]
        stroked = self.render_mode(place) == FILL_AND_STROKE
        return Type(
            round(size, 1),
            bool(_BOLD_NAME.search(font)) or bool(flags.value & BOLD_FLAG) or stroked,
            bool(_ITALIC_NAME.search(font)) or bool(flags.value & ITALIC_FLAG),
        )

    def render_mode(self, place: int) -> int:
        """Return how the character is painted: with a stroke it is falsely bold."""
        return int(pdfium.FPDFTextObj_GetTextRenderMode(self.run_of(place)))

    def run_of(self, place: int) -> Any:
        """Return the text object that printed the character at this index."""
        return pdfium.FPDFText_GetTextObject(self._text, place)

    def same_run(self, one: int, other: int) -> bool:
        """Whether two characters were printed as one run of text."""
        address = ctypes.c_void_p
        return (
            ctypes.cast(self.run_of(one), address).value
            == ctypes.cast(self.run_of(other), address).value
        )
