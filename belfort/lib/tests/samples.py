"""Sample documents, built on the fly: PDF by two engines, DOCX, ODT, and raw ZIPs."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main"

PROSE = (
    "De gemeente onderneemt in de stationswijk een gezamenlijke aanpak waarbij de "
    "gemeenschapswachten, de jeugdwerkers en de wijkpolitie elkaar iedere week "
    "spreken over wat er op straat gebeurt en wat de buurt daarvan vindt."
)


def typst_pdf(source: str, **data: object) -> bytes:
    """Return the PDF of a typst source; data is in it as ``sys.inputs.<name>``."""
    import typst

    inputs = {name: json.dumps(value) for name, value in data.items()}
    pdf = typst.compile(source.encode(), sys_inputs=inputs)
    assert isinstance(pdf, bytes)
    return pdf


def drawn_pdf(draw: Callable[[Any], None], **options: Any) -> bytes:
    """Return the PDF that ``draw`` makes on a reportlab canvas of A4."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, pagesize=options.pop("pagesize", A4), **options)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def flowing_pdf(paragraphs: Iterable[tuple[str, str]]) -> bytes:
    """Return a reportlab PDF of (style, text); ``bullet`` hangs a • before it."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    story = []
    for style, text in paragraphs:
        if style == "bullet":
            story.append(Paragraph(text, styles["Bullet"], bulletText="•"))
        else:
            story.append(Paragraph(text, styles[style]))
    file = BytesIO()
    SimpleDocTemplate(file).build(story)
    return file.getvalue()


def plan_pdf(pages: int = 3) -> bytes:
    """Return a small PDF of running text."""

    def draw(canvas: Any) -> None:
        for page in range(1, pages + 1):
            for row in range(20):
                canvas.drawString(70, 760 - 14 * row, f"Regel {row} van blad {page}.")
            canvas.showPage()

    return drawn_pdf(draw)


def zipped(
    parts: Mapping[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return a ZIP of these parts, in their order."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx_parts(body: str, **others: str) -> dict[str, str | bytes]:
    """Return the parts of a DOCX with this body XML; others are parts under word/."""
    kinds = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(others)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": relationships(
            f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" '
            'Target="word/document.xml"/>'
        ),
        "word/document.xml": word_xml("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relationships(kinds),
    }
    for name, content in others.items():
        parts[f"word/{name}.xml"] = word_xml(name, content)
    return parts


def relationships(content: str) -> str:
    """Return a relationships part."""
    return f'<Relationships xmlns="{PACKAGE}/relationships">{content}</Relationships>'


def word_xml(root: str, content: str) -> str:
    """Return a part of a DOCX with this root."""
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
    )
    return f'<w:{root} {spaces}xmlns:w="{W}">{content}</w:{root}>'


def raw_docx(body: str, **others: str) -> bytes:
    """Return a DOCX with this body XML, and styles, numbering or footnotes."""
    return zipped(docx_parts(body, **others))


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """Return the XML of one Word paragraph."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def word_docx(build: Callable[[Any], None]) -> bytes:
    """Return the DOCX that ``build`` makes with python-docx."""
    import docx

    document = docx.Document()
    build(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def plan_docx() -> bytes:
    """Return a small DOCX with a heading, a list and a table."""

    def build(document: Any) -> None:
        document.add_heading("Sociale overlast", 1)
        document.add_paragraph(PROSE)
        document.add_paragraph("Een overleg per maand", style="List Bullet")
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text = "Resultaat"
        table.rows[0].cells[1].text = "Indicator"

    return word_docx(build)


def odt_document() -> Any:
    """Return an empty odfpy text document."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from odf.opendocument import OpenDocumentText

        return OpenDocumentText()


def saved_odt(document: Any) -> bytes:
    """Return the bytes of an odfpy document."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def plan_odt() -> bytes:
    """Return a small ODT with a heading, a paragraph and a list."""
    from odf.text import H, List, ListItem, P

    document = odt_document()
    document.text.addElement(H(outlinelevel=1, text="Sociale overlast"))
    document.text.addElement(P(text=PROSE))
    items = List()
    item = ListItem()
    item.addElement(P(text="Een overleg per maand"))
    items.addElement(item)
    document.text.addElement(items)
    return saved_odt(document)


ODF_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)


def odt_parts(body: str, styles: str = "") -> dict[str, str | bytes]:
    """Return the parts of an ODT with this body and these automatic styles."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": (
            f"<office:document-content {ODF_NAMES} "
            'xmlns:xlink="http://www.w3.org/1999/xlink">'
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>"
        ),
    }


def raw_odt(body: str, styles: str = "") -> bytes:
    """Return an ODT with this body XML and these automatic styles."""
    return zipped(odt_parts(body, styles))
