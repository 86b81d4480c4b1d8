"""Signs that no document can hold, and names and endings that mislead."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest

from belfort.audit.receipts import ReceiptConflict
from belfort.plan.actions.imports import hand_over
from belfort.plan.actions.nodes import add_node, edit_node
from belfort.plan.actions.versions import make_plan
from belfort.plan.models import Import, Node, NodeKind, Plan, Version
from belfort.plan.tests.small import as_file, find, small_plan, stored
from belfort.plan.tests.web import client_of, words_of
from belfort.workflow.actions import Refused

pytestmark = pytest.mark.every_database

TEXT = b"""\
1. FIETSDIEFSTAL
1.1. Algemene doelstellingen
1.1.1. Fietsdiefstal voorkomen
1.2. Strategische doelstellingen
1.2.1. De sociale controle bevorderen
Operationele doelstellingen
- Toezicht houden aan het station
Resultaten
- Er wordt elke week toezicht gehouden
Indicatoren
- Aantal rondes is minstens 52 per jaar
"""


@pytest.fixture
def version(cast: SimpleNamespace) -> Version:
    return stored(cast.alice)


def test_signs_that_cannot_be_written_are_left_out_of_what_is_typed(
    cast: SimpleNamespace, version: Version
) -> None:
    chapter = find(version, "FIETSDIEFSTAL").node
    edit_node(chapter, by=cast.alice, text="FIETS\x07DIEFSTAL\x0b", intro="a\x01\nb")
    chapter.refresh_from_db()
    assert (chapter.text, chapter.intro) == ("FIETSDIEFSTAL", "a\nb")
    with pytest.raises(Refused):
        edit_node(chapter, by=cast.alice, text="\x01\x02")


@pytest.mark.parametrize("ending", ["json", "xlsx", "docx"])
def test_a_plan_with_such_signs_is_exported_and_read_again(
    cast: SimpleNamespace, version: Version, ending: str
) -> None:
    Node.objects.filter(version=version).update(text="Tekst \x01van\x0c vroeger")
    Plan.objects.update(title="Plan \x02 2025")
    response = client_of(cast.alice).get(f"{version.get_absolute_url()}plan.{ending}")
    assert response.status_code == 200
    if ending != "docx":
        again = hand_over(
            by=cast.alice, data=response.content, name=f"plan.{ending}"
        ).reading
        assert again["chapters"][0]["title"] == "Tekst van vroeger"


def test_a_text_too_long_for_a_cell_is_said_on_the_page(
    cast: SimpleNamespace, version: Version
) -> None:
    Node.objects.filter(version=version, kind=NodeKind.CHAPTER).update(
        intro="x" * 40_000
    )
    client = client_of(cast.alice)
    shown = client.get(f"{version.get_absolute_url()}plan.xlsx", follow=True)
    assert shown.status_code == 200
    assert "te lang voor een cel" in words_of(shown)
    assert client.get(f"{version.get_absolute_url()}plan.json").status_code == 200


def test_a_programme_has_a_name_that_can_be_stored(
    cast: SimpleNamespace, version: Version
) -> None:
    chapter = find(version, "FIETSDIEFSTAL").node
    edit_node(chapter, by=cast.alice, programmes=["x" * 200])
    for programmes in (["x" * 201], [str(n) for n in range(51)]):
        with pytest.raises(Refused):
            edit_node(chapter, by=cast.alice, programmes=programmes)
    chapter = Node.objects.get(pk=chapter.pk)
    assert [p.name for p in chapter.programmes.all()] == ["x" * 200]


@pytest.mark.parametrize(
    ("data", "name", "given", "kind"),
    [
        (TEXT, "plan.html", "plan.html.txt", "text/plain; charset=utf-8"),
        (TEXT, "plan.svg", "plan.svg.txt", "text/plain; charset=utf-8"),
        (TEXT, "plan.TXT", "plan.TXT", "text/plain; charset=utf-8"),
        (None, "plan.exe", "plan.exe.json", "application/json"),
    ],
)
def test_an_original_is_given_as_what_it_is_and_never_opened_as_a_page(
    cast: SimpleNamespace, data: bytes | None, name: str, given: str, kind: str
) -> None:
    data = data or as_file(small_plan())
    imported = hand_over(by=cast.alice, data=data, name=name)
    response = client_of(cast.alice).get(f"{imported.get_absolute_url()}file/")
    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"] == f'attachment; filename="{given}"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.getvalue() == data
    assert Import.objects.get().name == name


def test_a_key_stands_for_everything_that_was_asked(
    cast: SimpleNamespace, version: Version
) -> None:
    key = uuid4()
    add_node(
        version,
        NodeKind.CHAPTER,
        "A",
        by=cast.alice,
        key=key,
        chapter_kind="phenomenon",
    )
    with pytest.raises(ReceiptConflict):
        add_node(
            version,
            NodeKind.CHAPTER,
            "A",
            by=cast.alice,
            key=key,
            chapter_kind="coordination",
        )
    other, plan = uuid4(), version.plan
    asked = {"by": cast.alice, "language": "nl", "start": plan.start, "end": plan.end}
    made = make_plan(**asked, continues=plan, key=other)
    assert make_plan(**asked, continues=plan, key=other) == made
    with pytest.raises(ReceiptConflict):
        make_plan(**asked, key=other)
