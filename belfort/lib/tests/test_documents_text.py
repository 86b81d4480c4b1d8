"""Plain text becomes lines with their place, gaps and page breaks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from belfort.lib.documents import DocumentRefused, Line, read_document, read_file
from belfort.lib.tests.shared import SEED_PLAN, SHARED


def lines_of(text: str | bytes) -> tuple[Line, ...]:
    data = text.encode() if isinstance(text, str) else text
    return read_document(data).lines


def test_a_line_keeps_its_physical_number_and_the_gap_before_it() -> None:
    lines = lines_of("Doel\n\n\nResultaten\n- een\n")
    assert [(line.text, line.line, line.blank_before) for line in lines] == [
        ("Doel", 1, 0),
        ("Resultaten", 4, 2),
        ("- een", 5, 0),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_ending_counts_the_same(ending: str) -> None:
    lines = lines_of(ending.join(["een", "", "drie"]))
    assert [(line.text, line.line) for line in lines] == [("een", 1), ("drie", 3)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_accents_survive_in_every_encoding(encoding: str) -> None:
    text = "Coördinatie – één geïntegreerde aanpak à la carte\nRésultats attendus"
    lines = lines_of(text.encode(encoding))
    assert "\n".join(line.text for line in lines) == text


def test_a_form_feed_begins_a_page() -> None:
    document = read_document(b"een\n\ftwee\ndrie\n\f\fvier")
    found = [(line.text, line.page, line.page_break) for line in document.lines]
    assert found == [
        ("een", 1, False),
        ("twee", 2, True),
        ("drie", 2, False),
        ("vier", 4, True),
    ]
    assert document.pages == 4


def test_a_lone_leading_space_without_a_gap_begins_a_page() -> None:
    text = (
        " een \n\ntwee \n\ndrie \n vier \n\nvijf \n\n zes \n\nzeven \n\nacht\n\nnegen\n"
    )
    document = read_document((text + "\ntien\n" * 6).encode())
    breaks = {line.text: line.page for line in document.lines if line.page_break}
    assert breaks == {"vier": 2}
    assert document.pages == 2
    assert all(line.indent is None for line in document.lines)


def test_indents_are_columns_and_begin_no_page() -> None:
    document = read_document(b"Doel\n een\n  twee\n\tdrie\n")
    assert [line.indent for line in document.lines] == [0, 1, 2, 8]
    assert [line.text for line in document.lines] == ["Doel", "een", "twee", "drie"]
    assert document.pages == 1


@pytest.mark.parametrize("rule", ["--------", "=====", "* * *", "- - - - -", "────"])
def test_a_rule_drawn_with_signs_is_white_space(rule: str) -> None:
    lines = lines_of(f"Objectif général\n{rule}\nDiminuer les vols\n{rule}\n- un vol")
    assert [(line.text, line.line, line.blank_before) for line in lines] == [
        ("Objectif général", 1, 0),
        ("Diminuer les vols", 3, 1),
        ("- un vol", 5, 1),
    ]


@pytest.mark.parametrize("kept", ["-", "--", "o", "____________", "..........", "*"])
def test_a_mark_and_a_line_to_sign_on_are_no_rules(kept: str) -> None:
    assert [line.text for line in lines_of(f"Doel\n{kept}\nSlot")][1] == kept


def test_odd_characters_are_spelled_plainly() -> None:
    text = "o\ufb03ci\u00eble\u00a0\ufb01ets\nveilig\u00adheid\nsamen\u00ad\nleven"
    assert [line.text for line in lines_of(text)] == [
        "officiële fiets",
        "veiligheid",
        "samen-",
        "leven",
    ]


def test_an_empty_text_is_refused() -> None:
    for data in (b"", b"\n \n\t\f", b"\xef\xbb\xbf \n"):
        with pytest.raises(DocumentRefused) as refused:
            read_document(data)
        assert refused.value.code == "empty"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bytes(range(256)) * 40, "unknown_format"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 400, "unknown_format"),
        (
            "één coördinatie ".encode() * 90 + b"\xc3\x28\xe9 niet",
            "unreadable_encoding",
        ),
        (b"\xff\xfe" + "doel".encode("utf-16-le") + b"\x00", "unreadable_encoding"),
        (b"een \x81 twee \x8d drie", "unreadable_encoding"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_document(data)
    assert refused.value.code == code


@pytest.mark.skipif(
    not SHARED.exists(), reason="The text of a real plan is not on this machine."
)
def test_the_real_plan_shows_its_pages_and_its_numbers() -> None:
    document = read_file(SEED_PLAN)
    assert (document.format, document.pages, document.wrapped) == ("text", 44, True)
    by_number = {line.line: line for line in document.lines}
    assert by_number[68].page_break
    assert (by_number[68].page, by_number[68].blank_before) == (2, 0)
    assert not by_number[180].page_break  # a table's head with a blank line before it
    assert by_number[256].text == "1. DISPOSITIEF COÖRDINATIE"
    unspaced = [line for line in document.lines[1:] if not line.blank_before]
    assert all(line.page_break for line in unspaced)


def test_reading_text_loads_no_heavy_library() -> None:
    program = (
        "import sys; from belfort.lib.documents import read_document; "
        "read_document(b'Doel'); "
        "print([n for n in ('lxml', 'pypdfium2', 'django') if n in sys.modules])"
    )
    root = Path(__file__).resolve().parents[3]
    printed = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, check=True
    ).stdout
    assert printed.strip() == b"[]"
