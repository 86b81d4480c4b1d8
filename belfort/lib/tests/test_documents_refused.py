"""What must not be read is refused with its reason, beside what may be read."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from belfort.lib.documents import (
    MAX_BYTES,
    DocumentRefused,
    archive,
    pdf,
    read_document,
    read_file,
)
from belfort.lib.tests.samples import (
    docx_parts,
    drawn_pdf,
    odt_parts,
    paragraph,
    plan_docx,
    plan_odt,
    plan_pdf,
    relationships,
    zipped,
)

if TYPE_CHECKING:
    from pathlib import Path

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DTD = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def refusal(data: bytes, name: str = "") -> DocumentRefused:
    with pytest.raises(DocumentRefused) as refused:
        read_document(data, name=name)
    return refused.value


def refused_parts(**parts: str | bytes) -> str:
    """Return why a DOCX with these parts besides its own is refused."""
    return refusal(zipped(docx_parts(paragraph("Doel")) | parts)).code


def test_the_samples_themselves_are_read() -> None:
    formats = [
        read_document(data).format for data in (plan_pdf(), plan_docx(), plan_odt())
    ]
    assert formats == ["pdf", "docx", "odt"]


# Size


def test_a_file_of_100_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "groot.pdf"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    # Were it opened, this would say that it may not be.
    path.chmod(0)
    with pytest.raises(DocumentRefused) as refused:
        read_file(path)
    assert refused.value.code == "too_large"
    assert refused.value.details == {
        "limit": MAX_BYTES,
        "size": 100 * 1024 * 1024,
        "unit": "bytes",
    }


def test_bytes_over_the_limit_are_refused_and_a_file_below_it_is_read(
    tmp_path: Path,
) -> None:
    assert refusal(b" " * (MAX_BYTES + 1)).code == "too_large"
    path = tmp_path / "plan"
    path.write_bytes(plan_pdf())
    assert read_file(path).format == "pdf"


def test_a_pdf_with_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = plan_pdf(pages=4)
    monkeypatch.setattr(pdf, "MAX_PAGES", 4)
    assert read_document(data).pages == 4
    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    assert refusal(data).details == {"limit": 3, "size": 4, "unit": "pages"}


# PDF


def test_an_encrypted_pdf_is_refused_and_one_that_opens_freely_is_read() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    def draw(canvas: Any) -> None:
        canvas.drawString(70, 700, "Doel")

    locked = drawn_pdf(draw, encrypt=StandardEncryption("geheim", canPrint=0))
    free = drawn_pdf(draw, encrypt=StandardEncryption("", "eigenaar", canCopy=0))
    assert refusal(locked).code == "encrypted"
    assert read_document(free).lines[0].text == "Doel"


def test_a_truncated_pdf_is_refused_however_much_is_left() -> None:
    data = plan_pdf()
    for share in (0.2, 0.5, 0.8, 0.97):
        assert refusal(data[: int(len(data) * share)]).code == "damaged"


def test_a_pdf_that_lost_its_head_is_not_read_as_text() -> None:
    assert refusal(plan_pdf().replace(b"%PDF-", b"%PDX-")).code == "damaged"


def test_text_far_off_the_page_is_left_out_and_costs_no_time() -> None:
    def draw(canvas: Any) -> None:
        for row in range(8):
            canvas.drawString(70, 700 - 14 * row, f"Regel {row}")
            canvas.drawString(900_000_000, 700 - 14 * row, "ver weg")

    lines = read_document(drawn_pdf(draw)).lines
    assert [line.text for line in lines] == [f"Regel {row}" for row in range(8)]


def test_a_scan_without_text_is_refused() -> None:
    def draw(canvas: Any) -> None:
        canvas.rect(50, 50, 300, 300, fill=1)

    assert refusal(drawn_pdf(draw)).code == "no_text"


def test_a_pdf_whose_letters_mean_nothing_is_refused() -> None:
    lines = read_document(plan_pdf(1)).lines
    pdf.refuse_unreadable(lines)
    nonsense = tuple(replace(line, text="\ue001\ue002 a\ue003") for line in lines)
    with pytest.raises(DocumentRefused) as refused:
        pdf.refuse_unreadable(nonsense)
    assert refused.value.code == "unreadable_encoding"


# Archives


def test_a_part_that_grows_out_of_bounds_is_refused() -> None:
    assert refused_parts(**{"word/media/a": b"\0" * 30_000_000}) == "archive_bomb"


def test_many_parts_that_are_too_much_together_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = plan_docx()
    monkeypatch.setattr(archive, "MAX_TOTAL", 10_000)
    assert refusal(data).code == "archive_bomb"


def test_too_many_parts_are_refused() -> None:
    many = {f"word/{n}": b"" for n in range(archive.MAX_ENTRIES + 1)}
    assert refusal(zipped(docx_parts(paragraph("x")) | many)).code == "archive_bomb"


def test_a_header_that_lies_about_the_size_does_not_get_through() -> None:
    body = paragraph("Doel") + " " * 3_000_000
    data = zipped(docx_parts(body))
    with zipfile.ZipFile(BytesIO(data)) as whole:
        entry = whole.getinfo("word/document.xml")
    real, lie = struct.pack("<L", entry.file_size), struct.pack("<L", 900)
    assert data.count(real) == 2  # in its own header and in the directory
    assert refusal(data.replace(real, lie)).code == "archive_bomb"


def test_a_part_that_was_changed_is_refused() -> None:
    data = zipped(docx_parts(paragraph("Doel")), compression=zipfile.ZIP_STORED)
    assert read_document(data).lines[0].text == "Doel"
    assert refusal(data.replace(b">Doel<", b">Duel<")).code == "damaged"


def test_two_parts_of_one_name_are_refused() -> None:
    file = BytesIO(zipped(docx_parts(paragraph("Doel"))))
    with zipfile.ZipFile(file, "a") as more, pytest.warns(match="Duplicate"):
        more.writestr("word/document.xml", "<x/>")
    assert refusal(file.getvalue()).code == "damaged"


@pytest.mark.parametrize("name", ["../../etc/x.xml", "/etc/x.xml", "a\\..\\x.xml"])
def test_a_part_that_points_outside_is_refused(name: str) -> None:
    assert refused_parts(**{name: "<x/>"}) == "damaged"


def test_a_truncated_docx_or_odt_is_refused() -> None:
    for data in (plan_docx(), plan_odt()):
        for share in (0.1, 0.5, 0.9):
            assert refusal(data[: int(len(data) * share)]).code == "damaged"


def test_a_docx_or_odt_without_text_is_refused() -> None:
    assert refusal(zipped(docx_parts("<w:p/>"))).code == "no_text"
    assert refusal(zipped(odt_parts("<text:p/>"))).code == "no_text"


# Macros


def test_macros_in_a_docx_are_refused() -> None:
    assert refused_parts(**{"word/vbaProject.bin": b"x"}) == "macros"
    types = str(docx_parts("")["[Content_Types].xml"]).replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.document.macroEnabled.main",
    )
    assert refused_parts(**{"[Content_Types].xml": types}) == "macros"


@pytest.mark.parametrize("name", ["Basic/Standard/M.xml", "Scripts/python/m.py"])
def test_macros_in_an_odt_are_refused(name: str) -> None:
    parts = odt_parts("<text:p>Doel</text:p>")
    assert read_document(zipped(parts)).lines[0].text == "Doel"
    assert refusal(zipped(parts | {name: "x"})).code == "macros"


# External entities and parts that would be fetched


@pytest.mark.parametrize(
    "name", ["word/document.xml", "docProps/custom.xml", "word/_rels/document.xml.rels"]
)
def test_a_document_type_in_any_part_of_a_docx_is_refused(name: str) -> None:
    part = str(docx_parts(paragraph("Doel")).get(name, "<x/>"))
    assert refused_parts(**{name: DTD + part}) == "external_entities"
    assert refused_parts(**{name: (DTD + part).encode("utf-16")}) == "external_entities"


def test_a_document_type_in_an_odt_is_refused() -> None:
    parts = odt_parts("<text:p>&a;</text:p>")
    parts["content.xml"] = DTD + str(parts["content.xml"])
    assert refusal(zipped(parts)).code == "external_entities"


def test_a_document_type_in_a_rare_encoding_is_refused() -> None:
    part = '<?xml version="1.0" encoding="ucs-4"?>' + DTD + "<x/>"
    parts = odt_parts("<text:p>Doel</text:p>") | {
        "content.xml": part.encode("utf-32-be")
    }
    assert refusal(zipped(parts)).code == "external_entities"


@pytest.mark.parametrize("kind", ["attachedTemplate", "aFChunk", "oleObject"])
@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/x.dotm",
        "\\\\server\\share\\x.dotm",
        "file:///\\\\server\\share\\x.dotm",
        "file://server/x.dotm",
    ],
)
def test_a_part_to_be_fetched_is_refused(kind: str, target: str) -> None:
    rels = relationships(
        f'<Relationship Id="r9" Type="{RELATIONS}/{kind}" Target="{target}" '
        'TargetMode="External"/>'
    )
    name = "word/_rels/settings.xml.rels"
    assert refused_parts(**{name: rels}) == "external_entities"


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "https://example.org/"),
        ("attachedTemplate", "file:///C:\\sjablonen\\brief.dotx"),
        ("attachedTemplate", "Normal.dotm"),
    ],
)
def test_links_and_local_templates_are_no_reason_to_refuse(
    kind: str, target: str
) -> None:
    rels = relationships(
        f'<Relationship Id="r9" Type="{RELATIONS}/{kind}" Target="{target}" '
        'TargetMode="External"/>'
    )
    parts = docx_parts(paragraph("Doel")) | {"word/_rels/settings.xml.rels": rels}
    assert read_document(zipped(parts)).lines[0].text == "Doel"


def test_a_section_that_is_fetched_is_refused_in_an_odt() -> None:
    body = (
        '<text:section><text:section-source xlink:href="{}"/>'
        "<text:p>Doel</text:p></text:section>"
    )
    far, near = body.format("https://example.org/x.odt"), body.format("../deel.odt")
    assert refusal(zipped(odt_parts(far))).code == "external_entities"
    assert read_document(zipped(odt_parts(near))).lines[0].text == "Doel"


# Encryption and other formats


def test_an_encrypted_odt_or_zip_is_refused() -> None:
    manifest = {"META-INF/manifest.xml": "<m><encryption-data/></m>"}
    parts = odt_parts("<text:p>Doel</text:p>") | manifest
    assert refusal(zipped(parts)).code == "encrypted"
    data = zipped(docx_parts(paragraph("Doel")))
    flagged = re.sub(b"(PK\x01\x02.{4}).", b"\\1\x01", data, flags=re.DOTALL)
    assert refusal(flagged).code == "encrypted"


def test_old_office_files_are_told_apart() -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    locked = head + "EncryptedPackage".encode("utf-16-le")
    word = head + "WordDocument".encode("utf-16-le")
    assert refusal(locked).code == "encrypted"
    assert refusal(word).details == {"kind": "doc"}
    assert refusal(head, name="Plan.DOC").details == {"kind": "doc"}
    assert refusal(head).details == {"kind": "other"}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1 Doel}", "rtf"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "image"),
        (b"<!DOCTYPE html><html><body>Doel</body></html>", "html"),
        (b"\x1f\x8b\x08" + zlib.compress(b"Doel"), "archive"),
        (zipped({"een.txt": "Doel"}), "archive"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "spreadsheet",
        ),
    ],
)
def test_another_format_is_refused_by_its_name(data: bytes, kind: str) -> None:
    refused = refusal(data, name="plan.pdf")
    assert (refused.code, refused.details) == ("unknown_format", {"kind": kind})


def test_a_spreadsheet_is_told_from_a_document() -> None:
    from openpyxl import Workbook

    file = BytesIO()
    Workbook().save(file)
    assert refusal(file.getvalue()).details == {"kind": "spreadsheet"}
