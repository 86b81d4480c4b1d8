"""A node of a later version continues the node that it was."""

from __future__ import annotations

from time import process_time

from belfort.plan.actions.lineage import Effort, _likeness, continue_lineages
from belfort.plan.actions.sprouts import Sprout
from belfort.plan.models import NodeKind


def chapter(*texts: str, title: str = "INBRAAK") -> Sprout:
    results = [Sprout(NodeKind.RESULT, text) for text in texts]
    return Sprout(NodeKind.CHAPTER, title, children=results)


def continued(old: list[Sprout], new: list[Sprout]) -> dict[str, str]:
    """Per text of the newer tree the text that it continues."""
    continue_lineages(old, new)
    known = {s.lineage: s.text for top in old for s in top.walk()}
    return {
        s.text: known[s.lineage]
        for top in new
        for s in top.walk()
        if s.lineage in known
    }


def test_the_same_sentences_continue_in_any_order() -> None:
    found = continued(
        [chapter("Sloten nakijken", "Brieven bezorgen")],
        [chapter("Brieven bezorgen", "Sloten nakijken")],
    )
    assert found["Brieven bezorgen"] == "Brieven bezorgen"
    assert found["Sloten nakijken"] == "Sloten nakijken"


def test_an_edited_sentence_continues_the_most_similar_one() -> None:
    found = continued(
        [
            chapter(
                "Aantal adviezen is minstens 50 per jaar", "Aantal leden van het net"
            )
        ],
        [
            chapter(
                "Aantal leden van het net", "Aantal adviezen is minstens 60 per jaar"
            )
        ],
    )
    edited = "Aantal adviezen is minstens 60 per jaar"
    assert found[edited] == "Aantal adviezen is minstens 50 per jaar"


def test_another_sentence_continues_nothing() -> None:
    found = continued(
        [chapter("Sloten nakijken bij oudere bewoners")],
        [chapter("Er komt een jaarlijks feest in elke wijk")],
    )
    assert list(found) == ["INBRAAK"]


def test_identical_sentences_keep_their_own_places() -> None:
    old = [chapter("Bestaan richtlijnen"), chapter("Bestaan richtlijnen", title="GAS")]
    new = [chapter("Bestaan richtlijnen"), chapter("Bestaan richtlijnen", title="GAS")]
    continue_lineages(old, new)
    for left, right in zip(old, new, strict=True):
        assert left.children[0].lineage == right.children[0].lineage
    assert len({s.lineage for top in new for s in top.walk()}) == 4


def test_a_sentence_that_moved_to_another_chapter_continues() -> None:
    old = [chapter("Fietsen labelen"), chapter(title="FIETSDIEFSTAL")]
    new = [chapter(), chapter("Fietsen labelen", title="FIETSDIEFSTAL")]
    assert continued(old, new)["Fietsen labelen"] == "Fietsen labelen"


def test_a_sentence_that_stands_twice_is_not_guessed_elsewhere() -> None:
    old = [chapter("Bestaan rapport", "Bestaan rapport"), chapter(title="GAS")]
    new = [chapter(), chapter("Bestaan rapport", title="GAS")]
    assert "Bestaan rapport" not in continued(old, new)


def test_what_may_be_compared_is_counted() -> None:
    left, right = Sprout(NodeKind.RESULT, "Sloten"), Sprout(NodeKind.RESULT, "Slotens")
    effort = Effort(left=1)
    assert _likeness(left, right, effort) > 0.9
    assert _likeness(left, right, effort) == 0.0


def test_thousands_of_crafted_sentences_are_paired_in_bounded_time() -> None:
    """Every pair is alike, so that all of them would be compared to the last letter."""
    old = [chapter(*(f"{'ab' * 140} {n}" for n in range(20)), title="A")]
    new = [chapter(*(f"{'ab' * 140} {n}a" for n in range(20)), title="A")]
    old += [chapter(*(f"{'xy' * 200} {n}" for n in range(3_000)), title="B")]
    new += [chapter(*(f"{'xy' * 200} {n}a" for n in range(3_000)), title="B")]
    begun = process_time()
    assert continue_lineages(old, new) >= 2
    assert process_time() - begun < 20
