"""A version on screen: tree, node, chapters, programmes, facts, search, print."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from belfort.plan.models import Version
from belfort.plan.tests.small import CAFE, ROUNDS, find, stored
from belfort.plan.tests.web import client_of, page_of, texts, words_of


@pytest.fixture
def version(cast: SimpleNamespace) -> Version:
    return stored(cast.alice)


def open_nodes(response: object) -> int:
    return len(page_of(response).xpath("//ul[@data-tree]//details[@open]"))


def test_the_tree_shows_every_node_in_the_order_of_the_document(
    cast: SimpleNamespace, version: Version
) -> None:
    page = client_of(cast.alice).get(version.get_absolute_url())
    shown = texts(page, "//ul[@data-tree]//a")
    nodes = [branch.node.text for branch in version.tree().walk()]
    assert len(shown) == len(nodes)
    assert all(text in link for text, link in zip(nodes, shown, strict=True))


def test_the_address_says_what_is_open(cast: SimpleNamespace, version: Version) -> None:
    client = client_of(cast.alice)
    address = version.get_absolute_url()
    assert open_nodes(client.get(address)) == 0
    assert open_nodes(client.get(f"{address}?open=2")) == 1
    assert open_nodes(client.get(f"{address}?open=all")) == 5
    node = find(version, ROUNDS).node
    chosen = client.get(f"{address}?node={node.pk}")
    assert open_nodes(chosen) == 3
    assert texts(chosen, "//*[@id='node-panel']//h2") == [ROUNDS]
    assert open_nodes(client.get(f"{address}?open=x-9999-&node=nobody")) == 0


def test_a_node_tells_where_it_comes_from_and_how_it_is_judged(
    cast: SimpleNamespace, version: Version
) -> None:
    node = find(version, ROUNDS).node
    page = client_of(cast.alice).get(node.get_absolute_url())
    assert "Pagina 3, regel 9" in words_of(page)
    assert "52" in texts(page, "//div[@class='criterion']/p")[0]
    assert "te bevestigen" in words_of(page)
    part = client_of(cast.alice).get(
        node.get_absolute_url(),
        headers={
            "HX-Request": "true",
            "HX-Current-URL": f"http://testserver{version.get_absolute_url()}?open=2",
        },
    )
    assert part["HX-Replace-Url"].endswith(f"?open=2&node={node.pk}")
    assert "<html" not in part.content.decode()


def test_search_finds_words_whatever_their_accents_and_marks_them(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    address = f"{version.get_absolute_url()}search/"
    page = client.get(address, {"q": "CAFES markt"})
    assert texts(page, "//ul[@class='hits']/li//mark") == ["cafés", "Markt"]
    assert CAFE in words_of(page)
    narrowed = client.get(address, {"q": "station", "kind": "indicator"})
    assert len(texts(narrowed, "//ul[@class='hits']/li")) == 1
    nothing = client.get(address, {"q": "vliegtuig"})
    assert "Niets gevonden voor “vliegtuig”" in words_of(nothing)
    assert "Wat zoekt u?" in words_of(client.get(address))


def test_chapters_are_counted_and_narrowed_to_phenomena(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    address = f"{version.get_absolute_url()}chapters/"
    page = client.get(address)
    rows = [r.split() for r in texts(page, "//tbody/tr")]
    assert rows[1][:2] == ["2", "FIETSDIEFSTAL"]
    assert texts(page, "//tbody/tr[2]/td[@class='number']") == ["1", "1", "1", "2", "2"]
    assert len(texts(client.get(f"{address}?kind=phenomenon"), "//tbody/tr")) == 1


def test_programmes_and_facts_and_print_show_the_plan(
    cast: SimpleNamespace, version: Version
) -> None:
    client = client_of(cast.alice)
    address = version.get_absolute_url()
    programmes = words_of(client.get(f"{address}programmes/"))
    assert "wonen en diefstal" in programmes
    facts = words_of(client.get(f"{address}facts/"))
    assert "28 april 2025" in facts
    assert "€\xa01.234,50" in client.get(f"{address}facts/").content.decode()
    assert "420 × 2" in facts
    printed = words_of(client.get(f"{address}print/"))
    assert all(branch.node.text in printed for branch in version.tree().walk())


def test_a_draft_is_for_planners_and_board_only(
    cast: SimpleNamespace, version: Version
) -> None:
    for somebody, status in (
        (cast.alice, 200),
        (cast.bob, 200),
        (cast.frank, 404),
        (cast.charlie, 404),
        (cast.gina, 404),
    ):
        response = client_of(somebody).get(version.get_absolute_url())
        assert response.status_code == status
    board = page_of(client_of(cast.bob).get(version.get_absolute_url()))
    assert not board.xpath("//form[contains(@action, 'confirm')]")


@pytest.mark.parametrize("suffix", ["json", "xlsx", "docx"])
def test_a_version_is_exported_as_a_file(
    cast: SimpleNamespace, version: Version, suffix: str
) -> None:
    client = client_of(cast.alice)
    response = client.get(f"{version.get_absolute_url()}plan.{suffix}")
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'.{suffix}"')
    assert ROUNDS.encode() in response.content or response.content[:2] == b"PK"
    elsewhere = client_of(cast.charlie)
    refused = elsewhere.get(f"{version.get_absolute_url()}plan.{suffix}")
    assert refused.status_code == 404
