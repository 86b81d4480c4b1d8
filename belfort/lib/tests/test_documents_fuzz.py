"""Broken bytes are read or refused; no other error leaves the reader."""

from __future__ import annotations

import random
import zipfile
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from belfort.lib.documents import DocumentRefused, read_document
from belfort.lib.tests.samples import (
    PROSE,
    plan_docx,
    plan_odt,
    plan_pdf,
    typst_pdf,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = 60


@cache
def sample(kind: str) -> bytes:
    makers: dict[str, Callable[[], bytes]] = {
        "text": lambda: (PROSE + "\nCoördinatie – één\n").encode() * 20,
        "reportlab": plan_pdf,
        "typst": lambda: typst_pdf(f"= Doel\n{PROSE}\n- een\n- twee"),
        "docx": plan_docx,
        "odt": plan_odt,
    }
    return makers[kind]()


def read_or_refuse(data: bytes) -> str:
    try:
        return read_document(data).format
    except DocumentRefused as refused:
        return refused.code


def flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 200))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def shuffle(data: bytes, chance: random.Random) -> bytes:
    begin, end = sorted(chance.randrange(len(data)) for _ in range(2))
    where = chance.randrange(len(data))
    return data[:where] + data[begin:end] + data[where:]


@pytest.mark.parametrize("kind", ["text", "reportlab", "typst", "docx", "odt"])
@pytest.mark.parametrize("harm", [flip, shuffle])
def test_changed_bytes_are_read_or_refused(
    kind: str, harm: Callable[[bytes, random.Random], bytes]
) -> None:
    chance = random.Random(f"{kind} {harm.__name__}")
    outcomes = {read_or_refuse(harm(sample(kind), chance)) for _ in range(CASES)}
    assert outcomes


@pytest.mark.parametrize("kind", ["reportlab", "typst", "docx", "odt"])
def test_a_file_cut_short_is_never_read_as_a_whole(kind: str) -> None:
    chance = random.Random(kind)
    data = sample(kind)
    for _ in range(CASES):
        end = chance.randrange(len(data) - 8)
        assert read_or_refuse(data[:end]) not in ("pdf", "docx", "odt")


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_broken_xml_in_a_sound_archive_is_read_or_refused(kind: str) -> None:
    chance = random.Random(kind)
    with zipfile.ZipFile(BytesIO(sample(kind))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    outcomes = set()
    for _ in range(CASES):
        name = chance.choice(names)
        part = harm_markup(parts[name], chance)
        outcomes.add(read_or_refuse(zipped(parts | {name: part})))
    assert kind in outcomes
    assert outcomes <= {kind, "damaged", "no_text", "unknown_format"}


def harm_markup(part: bytes, chance: random.Random) -> bytes:
    """Swap two attribute values or drop a piece of text, so that it stays XML."""
    pieces = part.split(b'"')
    if len(pieces) < 5 or chance.random() < 0.3:
        return flip(part, chance)
    odd = range(1, len(pieces) - 1, 2)
    for _ in range(20):
        one, other = chance.choice(odd), chance.choice(odd)
        if b":" not in pieces[one] + pieces[other]:
            pieces[one], pieces[other] = pieces[other], pieces[one]
    return b'"'.join(pieces)


def test_noise_is_never_read() -> None:
    chance = random.Random("noise")
    for head in (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"\xff\xfe"):
        for _ in range(20):
            data = head + chance.randbytes(chance.randrange(1, 3000))
            assert read_or_refuse(data) not in ("pdf", "docx", "odt")
