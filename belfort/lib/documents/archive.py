"""The parts of a ZIP document, measured before and while they are inflated."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from .lines import DocumentRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ENTRIES = 5_000
MAX_TOTAL = 300 * 1024 * 1024
MAX_PART = 40 * 1024 * 1024
# Deflate reaches 1,032; the XML of real documents stays below 60.
MAX_RATIO = 150
RATIO_FROM = 2 * 1024 * 1024

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
# Relationships whose target a word processor would fetch by itself.
FETCHED = ("attachedTemplate", "aFChunk", "subDocument", "frame", "oleObject")
_XML_PART = re.compile(r"\.(xml|rels|rdf|vml)$", re.IGNORECASE)
HEAD = 4096
_ROOT = re.compile(rb"<[A-Za-z_]")
_MACRO_PART = re.compile(r"(^|/)vba(project\.bin|data\.xml)$", re.IGNORECASE)
_ODF_SCRIPT = re.compile(r"^(basic|scripts)/.*[^/]$", re.IGNORECASE | re.DOTALL)
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_ODF_KINDS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "spreadsheet",
    b"application/vnd.oasis.opendocument.presentation": "presentation",
}


class Archive:
    """A ZIP whose directory is within limits; parts are inflated one by one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = MAX_TOTAL
        self._inflated: dict[str, bytes] = {}
        self._relationships: dict[str, etree._Element] = {}
        self._entries = open_directory(data)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def sizes(self) -> dict[str, int]:
        """Return the inflated size of each part, in bytes, as the directory has it."""
        return {name: entry.file_size for name, entry in self._entries.items()}

    def kind(self) -> str:
        """Return ``docx``, ``odt``, or what else this archive holds."""
        if "[Content_Types].xml" in self:
            if self.main_part.startswith("word/") or b"wordprocessingml" in self.read(
                "[Content_Types].xml"
            ):
                return "docx"
            first = self.main_part.partition("/")[0]
            return {"xl": "spreadsheet", "ppt": "presentation"}.get(first, "archive")
        if "mimetype" in self:
            return _ODF_KINDS.get(self.read("mimetype").strip(), "archive")
        return "archive"

    def refuse_dangers(self) -> None:
        """Refuse macros, encryption, DTDs and parts that would be fetched."""
        self._refuse_macros()
        for name in self._entries:
            if _XML_PART.search(name):
                self._refuse_declarations(name)
        self._refuse_encryption()
        for name in self._entries:
            if name.lower().endswith(".rels"):
                self._refuse_fetched(name)

    def _refuse_declarations(self, name: str) -> None:
        """Refuse a part that declares a document type, which it must do at its head.

        A part that is read is refused by its parser as well.
        """
        head = inflate_head(self._data, self._entries[name])
        refuse_declarations(head if _ROOT.search(head) else self.read(name))

    def _refuse_macros(self) -> None:
        names = self._entries
        if any(_MACRO_PART.search(name) for name in names):
            raise DocumentRefused("macros")
        if "mimetype" in self and any(_ODF_SCRIPT.search(name) for name in names):
            raise DocumentRefused("macros")
        if "[Content_Types].xml" in self:
            types = self.read("[Content_Types].xml").lower()
            if b"macroenabled" in types or b"vbaproject" in types:
                raise DocumentRefused("macros")

    def _refuse_encryption(self) -> None:
        manifest = "META-INF/manifest.xml"
        if manifest in self and b"encryption-data" in self.read(manifest):
            raise DocumentRefused("encrypted")

    def _refuse_fetched(self, name: str) -> None:
        for relation in self._relations_xml(name):
            if relation.get("TargetMode", "").lower() != "external":
                continue
            kind = relation.get("Type", "").rpartition("/")[2]
            if kind in FETCHED and is_remote(relation.get("Target", "")):
                raise DocumentRefused("external_entities")

    def read(self, name: str) -> bytes:
        """Return the part, inflated within the limits; refuse it as damaged."""
        if name not in self._inflated:
            entry = self._entries.get(name)
            if entry is None:
                raise DocumentRefused("damaged")
            part = inflate(self._data, entry, min(MAX_PART, self._left))
            self._left -= len(part)
            self._inflated[name] = part
        return self._inflated[name]

    def xml(self, name: str) -> etree._Element:
        """Return the root of an XML part; nothing in it is fetched or expanded."""
        return parse_xml(self.read(name))

    @cached_property
    def main_part(self) -> str:
        """The name of the part that holds an Office document's text, or empty."""
        return self.relations("").get("officeDocument", "")

    def _relations_xml(self, name: str) -> etree._Element:
        if name not in self._relationships:
            self._relationships[name] = self.xml(name)
        return self._relationships[name]

    def relations(self, part: str) -> dict[str, str]:
        """Return the parts that this part points to, by kind; the first of each."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        if rels not in self:
            return {}
        found: dict[str, str] = {}
        for kind, target in internal_targets(self._relations_xml(rels)):
            path = urljoin(f"/{folder}/" if folder else "/", target).lstrip("/")
            found.setdefault(kind, path if path in self else unquote(path))
        return found


def internal_targets(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the kind and target of each Office relationship inside the package."""
    for relation in root:
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if relation.get("TargetMode", "").lower() == "external":
            continue
        for base in (OFFICE, STRICT_OFFICE):
            if kind.startswith(base):
                yield kind.removeprefix(base), target


def open_directory(data: bytes) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by name, once the directory is within the limits."""
    # Counted before parsing: a directory of a million entries is a bomb in itself.
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise DocumentRefused("archive_bomb")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError) as error:
        raise DocumentRefused("damaged") from error
    by_name: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        refuse_entry(entry)
        # Two parts of one name: what is checked and what is read could differ.
        if entry.filename in by_name:
            raise DocumentRefused("damaged")
        by_name[entry.filename] = entry
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise DocumentRefused("archive_bomb")
    return by_name


def refuse_entry(entry: zipfile.ZipInfo) -> None:
    """Refuse an entry that is locked, points outside, or grows out of bounds."""
    name = entry.filename
    if entry.flag_bits & 0x1:
        raise DocumentRefused("encrypted")
    if name.startswith("/") or "\\" in name or ".." in name.split("/"):
        raise DocumentRefused("damaged")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise DocumentRefused("damaged")
    refuse_growth(entry.file_size, entry.compress_size)
    if _XML_PART.search(name) and entry.file_size > MAX_PART:
        raise DocumentRefused("archive_bomb")


def refuse_growth(inflated: int, packed: int) -> None:
    """Refuse a part that inflates more than a document does; sizes in bytes."""
    if inflated > RATIO_FROM and inflated > MAX_RATIO * max(1, packed):
        raise DocumentRefused("archive_bomb")


def inflate(data: bytes, entry: zipfile.ZipInfo, limit: int) -> bytes:
    """Return an entry's bytes, counted as they inflate, whatever its header says."""
    packed = packed_bytes(data, entry)
    if entry.file_size > limit:
        raise DocumentRefused("archive_bomb")
    if entry.compress_type == zipfile.ZIP_STORED:
        part, ended = packed, True
    else:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            part = engine.decompress(packed, entry.file_size + 1)
        except zlib.error as error:
            raise DocumentRefused("damaged") from error
        ended = engine.eof
    if len(part) > entry.file_size:
        raise DocumentRefused("archive_bomb")
    if not ended or len(part) < entry.file_size or zlib.crc32(part) != entry.CRC:
        raise DocumentRefused("damaged")
    return part


def inflate_head(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return the first bytes of an entry."""
    packed = packed_bytes(data, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        return packed[:HEAD]
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, HEAD)
    except zlib.error as error:
        raise DocumentRefused("damaged") from error


def packed_bytes(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return the entry as it lies in the file, behind its local header."""
    start = entry.header_offset
    header = data[start : start + 30]
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise DocumentRefused("damaged")
    name_length, extra_length = struct.unpack_from("<HH", header, 26)
    begin = start + 30 + name_length + extra_length
    packed = data[begin : begin + entry.compress_size]
    if len(packed) < entry.compress_size:
        raise DocumentRefused("damaged")
    return packed


def parse_xml(data: bytes) -> etree._Element:
    """Return the root element; refuse a document type, and XML that is broken."""
    refuse_declarations(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentRefused("damaged") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentRefused("external_entities")
    return root


def refuse_declarations(data: bytes) -> None:
    """Refuse XML that declares a document type or entities, in plain or UTF-16."""
    # One sign decides for nearly every part, in the time it takes to find a byte.
    if b"!" in data and any(word in data for word in _DECLARATIONS):
        raise DocumentRefused("external_entities")


def is_remote(target: str) -> bool:
    """Whether this address lies on another machine, rather than on a local disk."""
    address = target.replace("\\", "/")
    parts = urlsplit(address)
    if parts.scheme in ("", "file"):
        return address.startswith("//") or (
            parts.scheme == "file" and is_file_host(address)
        )
    return len(parts.scheme) > 1  # one letter is a disk


def is_file_host(address: str) -> bool:
    """Whether a ``file:`` address names a host, by two slashes or by four or more."""
    path = address.partition(":")[2]
    rest = path.lstrip("/")
    slashes = len(path) - len(rest)
    return slashes >= 4 or (slashes == 2 and rest[1:2] != ":")
