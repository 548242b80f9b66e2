"""What the results page reads of the kinds whose answers have parts, points, ranks or words."""

import math
import uuid
from typing import Any

import numpy as np
import pytest
from django.test import Client

from affect.questions import scheme_hash
from annotation.models import Project, Rater, Rating, Scheme
from annotation.selectors.results.results import item_labels
from tests.cast import PASSWORD, Cast, text_items
from tests.cast import project as make_project

LABELS = {"labels": [{"id": "joy", "text": "Joy"}, {"id": "fear", "text": "Fear"}]}


@pytest.fixture
def client(people: Cast) -> Client:
    client = Client()
    assert client.login(username="ada", password=PASSWORD)
    return client


def asking(kind: str, **settings: Any) -> Project:
    body = {
        "name": "one",
        "title": "One",
        "questions": [{"id": "q", "kind": kind, "text": "What?", "cannot_tell": True, **settings}],
    }
    made = make_project("one", "meld")
    Scheme.objects.filter(project=made).update(body=body, hash=scheme_hash(body))
    text_items(made, 2)
    return made


def give(project: Project, item: int, *values: Any, role: str = "normal") -> None:
    """A rating of an item for each value, all by raters of their own."""
    for value in values:
        number = Rater.objects.count()
        Rating.objects.create(
            project=project,
            item=project.items.order_by("place")[item],
            rater=Rater.objects.create(project=project, external_id=f"rater {number}"),
            scheme=project.schemes.get(),
            client_key=uuid.uuid4(),
            answers={"q": {"cannot_tell": True} if value is None else {"value": value}},
            role=role,
        )


def reading(client: Client) -> dict[str, Any]:
    (found,) = client.get("/api/projects/one/distributions/").json()["questions"]
    return found


def test_every_reading_can_be_empty(client: Client) -> None:
    made = asking("choice", **LABELS)
    scheme = made.schemes.get()
    kinds: dict[str, dict[str, Any]] = {
        **dict.fromkeys(("choice", "multi", "intensity", "distribution", "rank"), LABELS),
        **dict.fromkeys(("timeline", "spans", "regions"), LABELS),
        "scale": {"min": 1, "max": 5},
        **{kind: {} for kind in ("grid", "statement", "pair", "text", "words")},
        "trace": {"dimensions": [{"id": "valence"}]},
        "review": {"fields": [{"id": "caption"}]},
    }
    scheme.body["questions"] = [
        {"id": kind, "kind": kind, "text": "?", **settings} for kind, settings in kinds.items()
    ]
    scheme.hash = scheme_hash(scheme.body)
    scheme.save()
    answer = client.get("/api/projects/one/distributions/")
    assert answer.status_code == 200
    found = {each["kind"]: each for each in answer.json()["questions"]}
    assert set(found) == set(kinds)
    assert {each["n_ratings"] for each in found.values()} == {0}
    assert found["review"]["edits"]["mean"] is None
    assert found["text"]["texts"] == {"mean_characters": None, "lengths": [], "latest": []}
    assert found["words"]["words"] == {"distinct": 0, "per_rating": None, "top": []}
    assert found["grid"]["plane"]["axes"][0]["mean"] is None
    assert found["timeline"]["parts"]["per_rating"] is None
    assert found["trace"]["traces"]["items"] == []
    assert {row["share"] for row in found["rank"]["labels"]} == {None}


def test_points_of_a_plane(client: Client) -> None:
    made = asking("grid")
    give(made, 0, {"valence": 1, "arousal": -1}, {"valence": 1, "arousal": -1}, None)
    give(made, 1, {"valence": 0.01, "arousal": 0.5})
    found = reading(client)
    plane = found["plane"]
    assert (found["n_ratings"], found["cannot_tell"]) == (3, 1)
    assert {"x": 0.95, "y": -0.95, "count": 2} in [
        {**cell, "x": round(cell["x"], 2), "y": round(cell["y"], 2)} for cell in plane["cells"]
    ]
    assert sum(cell["count"] for cell in plane["cells"]) == 3
    assert {"x": 0.01, "y": 0.5} in plane["points"]
    assert [axis["id"] for axis in plane["axes"]] == ["valence", "arousal"]
    assert plane["axes"][0]["mean"] == pytest.approx(0.67)


def test_too_many_points_are_cells_alone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotation.selectors.distributions.numbers.MOST_POINTS", 1)
    give(asking("grid"), 0, *[{"valence": 0, "arousal": 0}] * 2)
    plane = reading(client)["plane"]
    assert (plane["points"], sum(cell["count"] for cell in plane["cells"])) == ([], 2)


def test_mean_ranks(client: Client) -> None:
    made = asking("rank", **LABELS, complete=False)
    give(made, 0, ["joy", "fear"], ["fear", "joy"], ["joy"])
    rows = {row["id"]: row for row in reading(client)["labels"]}
    assert (rows["joy"]["count"], rows["joy"]["mean"]) == (3, pytest.approx(4 / 3))
    assert (rows["fear"]["count"], rows["fear"]["mean"]) == (2, 1.5)
    assert rows["joy"]["share"] == pytest.approx(2 / 3)


def test_words_are_counted_in_one_spelling(client: Client) -> None:
    made = asking("words")
    give(made, 0, [{"word": "Calm"}, {"word": "sad"}], [{"word": "calm "}], [{"word": "awe"}])
    words = reading(client)["words"]
    assert words["distinct"] == 3
    assert words["per_rating"] == pytest.approx(4 / 3)
    assert words["top"][0] == {"word": "calm", "count": 2, "share": pytest.approx(2 / 3)}
    assert [row["word"] for row in words["top"][1:]] == ["awe", "sad"]


def test_texts_have_lengths_and_the_latest_first(client: Client) -> None:
    made = asking("text")
    give(made, 1, "abc")
    give(made, 0, " a😀 ", "x" * 45)
    texts = reading(client)["texts"]
    assert texts["mean_characters"] == pytest.approx(50 / 3)
    assert [row["text"] for row in texts["latest"]] == ["x" * 45, " a😀 ", "abc"]
    assert [row["key"] for row in texts["latest"]] == ["item-00000", "item-00000", "item-00001"]
    assert sum(row["count"] for row in texts["lengths"]) == 3
    assert texts["lengths"][0] == {"from": 0.0, "to": 3.0, "count": 1}


def test_seconds_of_each_label_on_each_track(client: Client) -> None:
    made = asking("timeline", **LABELS, tracks=[{"id": "face"}, {"id": "voice"}])
    give(
        made,
        0,
        [
            {"start": 0, "end": 1.5, "label": "joy", "track": "face"},
            {"start": 2, "end": 2.5, "label": "joy", "track": "face"},
            {"start": 0, "end": 3, "label": "fear", "track": "voice"},
        ],
        [],
    )
    parts = reading(client)["parts"]
    assert (parts["unit"], parts["per_rating"]) == ("seconds", 1.5)
    rows = {(row["id"], row["track"]): row for row in parts["labels"]}
    joy = rows["joy", "face"]
    assert (joy["count"], joy["ratings"], joy["total"]) == (2, 1, 2.0)
    assert rows["fear", "voice"]["total"] == 3.0
    assert rows["joy", "voice"] == {
        "id": "joy", "text": "Joy", "track": "voice", "count": 0, "ratings": 0, "total": 0.0,
    }  # fmt: skip


def test_spans_by_type_and_by_distance(client: Client) -> None:
    made = asking("spans", **LABELS, scope="dialogue")
    span = {"turn": 0, "start": 0, "end": 4, "label": "joy", "text": "abcd"}
    give(made, 0, [span, {**span, "turn": -2}], [{**span, "label": "fear", "turn": -2}])
    parts = reading(client)["parts"]
    assert parts["unit"] == "characters"
    assert parts["turns"] == [{"turn": 0, "count": 1}, {"turn": -2, "count": 2}]
    assert [(row["count"], row["total"]) for row in parts["labels"]] == [(2, 8.0), (1, 4.0)]


def test_boxes_by_label_and_area(client: Client) -> None:
    made = asking("regions", **LABELS)
    give(made, 0, [{"x": 0, "y": 0, "width": 0.5, "height": 0.5, "label": "fear"}])
    parts = reading(client)["parts"]
    assert parts["unit"] == "area"
    assert [(row["count"], row["total"]) for row in parts["labels"]] == [(0, 0.0), (1, 0.25)]


def test_verdicts_and_edits(client: Client) -> None:
    made = asking("review", fields=[{"id": "caption"}, {"id": "clues", "kind": "words"}])
    draft = {"caption": "glad", "clues": ["smile"]}
    give(
        made,
        0,
        {"verdict": "accept", "draft": draft},
        {"verdict": "edit", "draft": draft, "fields": {"caption": "sad", "clues": []}},
        {"verdict": "reject", "draft": draft, "reason": "no"},
    )
    found = reading(client)
    assert [row["count"] for row in found["labels"]] == [1, 1, 1]
    edits = found["edits"]
    # from "glad" to "sad" two characters go or change, and one word goes; accepting costs nothing
    assert (edits["n"], edits["mean"]) == (2, 1.5)
    assert [(field["id"], field["mean"]) for field in edits["fields"]] == [
        ("caption", 1.0),
        ("clues", 0.5),
    ]
    assert sum(row["count"] for row in found["entropy"]) == 1
    item = made.items.order_by("place")[0].pk
    assert item_labels(made, [item])[item]["labels"]["q"] == {
        "accept": pytest.approx(1 / 3),
        "edit": pytest.approx(1 / 3),
        "reject": pytest.approx(1 / 3),
    }


def trace(values: list[float], device: str = "mouse", rate: float = 10) -> dict[str, Any]:
    times = [n / rate for n in range(len(values))]
    return {"seconds": 2, "times": times, "values": {"v": values}, "device": device}


def test_systems_that_made_the_clips_have_their_scores(client: Client) -> None:
    made = asking("scale", min=1, max=5)
    items = made.items.order_by("place")
    for item, system in zip(items, ("tts", "vc"), strict=True):
        made.items.filter(pk=item.pk).update(attributes={"system": system})
    give(made, 0, 4, 5)
    give(made, 1, 2, 2)
    tts, vc = reading(client)["systems"]
    assert (tts["system"], tts["measure"], tts["value"], tts["n"]) == (
        "tts",
        "mean opinion",
        4.5,
        2,
    )
    assert (vc["value"], vc["items"], vc["reason"]) == (2.0, 1, None)
    made.items.filter(pk=items[0].pk).update(attributes={"system": "diffusion"})
    assert [one["system"] for one in reading(client)["systems"]] == ["diffusion", "vc"]


def test_systems_behind_pairs_have_strengths_or_the_reason(client: Client) -> None:
    made = asking("pair")
    sides = {"system.1": "a", "system.2": "b"}
    made.items.update(attributes=sides)
    give(made, 0, "first", "first", "second")
    give(made, 1, "first", "none")
    a, b = reading(client)["systems"]
    assert a["value"] == pytest.approx(-b["value"])
    assert a["value"] > 0
    assert a["low"] < a["value"] < a["high"]
    made.items.update(attributes={})
    give(made, 1, "first")
    assert "systems" not in reading(client)


def test_traces_have_a_mean_curve_and_their_devices(client: Client) -> None:
    made = asking("trace", dimensions=[{"id": "v", "text": "Valence"}])
    give(made, 0, trace([0.0] * 21), trace([0.5] * 11, device="keys"))
    give(made, 1, trace([1.0] * 21))
    found = reading(client)["traces"]
    assert found["mean_rate_hz"] == pytest.approx(10)
    assert found["devices"] == [{"device": "mouse", "count": 2}, {"device": "keys", "count": 1}]
    assert found["dimensions"] == [{"id": "v", "text": "Valence", "min": -1, "max": 1}]
    first, second = found["items"]
    assert (first["key"], first["n"], second["n"]) == ("item-00000", 2, 1)
    curve = first["mean"][0]["values"]
    assert len(curve) == 200
    assert (curve[0], curve[-1]) == (0.25, 0.0)  # only one trace goes on to the end


def test_traces_of_an_item_over_each_other(client: Client) -> None:
    made = asking("trace", dimensions=[{"id": "v"}])
    long = trace([(n % 7) / 7 for n in range(5000)], rate=2500)
    give(made, 0, long, trace([0.5] * 21), None)
    give(made, 0, trace([-1.0] * 21), role="gold")
    give(made, 1, trace([1.0] * 21))
    item = made.items.order_by("place")[0].pk
    found = client.get(f"/api/projects/one/items/{item}/traces/q/").json()
    assert [each["name"] for each in found["traces"]] == ["rater 0", "rater 1"]
    thin, whole = (each["curves"][0] for each in found["traces"])
    assert found["traces"][0]["samples"] == 5000
    assert len(thin["times"]) == len(thin["values"]) <= 1000
    assert (min(thin["values"]), max(thin["values"])) == (0, pytest.approx(6 / 7))
    assert whole["values"] == [0.5] * 21


def test_traces_are_fused_and_late_raters_moved(client: Client) -> None:
    """The third rater follows the others two seconds late; the curve stays in their units."""
    made = asking("trace", dimensions=[{"id": "v"}])
    wave = [0.2 + 0.5 * math.sin(n / 9) * math.sin(n / 31) for n in range(620)]
    ahead = wave[20:600]
    all_of_them = (ahead, [value + 0.05 for value in ahead], wave[:580])
    give(made, 0, *(trace(values) | {"seconds": 58} for values in all_of_them))
    item = made.items.order_by("place")[0].pk
    address = f"/api/projects/one/items/{item}/traces/q/"
    plain, moved = (client.get(address, {"rule": rule}).json() for rule in ("mean", "raaw"))
    assert [each["shifts"] for each in plain["traces"]] == [[0.0]] * 3
    assert [each["weights"] for each in plain["traces"]] == [[1.0]] * 3
    mean = plain["gold"][0]
    assert mean["values"][0] == pytest.approx((2 * wave[20] + 0.05 + wave[0]) / 3)
    assert mean["low"][0] < mean["values"][0] < mean["high"][0]
    first, second, late = (each["shifts"][0] for each in moved["traces"])
    assert late - (first + second) / 2 == pytest.approx(2.0, abs=0.3)
    curve = moved["traces"][2]["curves"][0]
    assert np.subtract(curve["times"], curve["clock"]) == pytest.approx(late)
    warped = client.get(address, {"rule": "raaw:align=gctw"}).json()
    curve = warped["traces"][2]["curves"][0]
    earlier = np.subtract(curve["times"], curve["clock"])
    assert earlier.mean() == pytest.approx(warped["traces"][2]["shifts"][0], abs=0.1)
    assert earlier.min() < earlier.max()
    assert np.all(np.diff(curve["clock"]) > 0)
    gold = [value for value in moved["gold"][0]["values"] if value is not None]
    assert max(gold) == pytest.approx(max(wave), abs=0.15)
    assert client.get(address, {"rule": "best"}).status_code == 400


def test_an_overlay_of_what_is_not_there_is_refused(client: Client, people: Cast) -> None:
    made = asking("trace", dimensions=[{"id": "v"}])
    item = made.items.order_by("place")[0].pk
    refused = client.get(f"/api/projects/one/items/{item}/traces/other/")
    assert (refused.status_code, "no question 'other'" in refused.json()["message"]) == (400, True)
    assert client.get("/api/projects/one/items/0/traces/q/").status_code == 404
    talks = people.project.items.all()[0].pk
    wrong = client.get(f"/api/projects/talks/items/{talks}/traces/emotion/")
    assert (wrong.status_code, wrong.json()["message"]) == (
        400,
        "'emotion' is a choice question, not a trace.",
    )
    rater = Client()
    assert rater.login(username="ana", password=PASSWORD)
    assert rater.get(f"/api/projects/talks/items/{talks}/traces/emotion/").status_code == 403


def test_marks_of_an_item_beside_each_other(client: Client) -> None:
    made = asking("timeline", **LABELS)
    joy = {"label": "joy", "start": 0.5, "end": 2}
    give(made, 1, [joy], [], None)
    give(made, 0, [joy])
    items = reading(client)["parts"]["items"]
    assert [(one["key"], one["n"]) for one in items] == [("item-00001", 2), ("item-00000", 1)]
    found = client.get(f"/api/projects/one/items/{items[0]['item']}/marks/q/").json()
    assert [each["name"] for each in found["raters"]] == ["rater 0", "rater 1"]
    (track,) = found["tracks"]
    assert found["raters"][0]["marks"] == [{**joy, "track": track["id"]}]
    assert found["raters"][1]["marks"] == []  # nothing there is an answer, no answer is none
    assert (found["key"], found["media"]) == ("item-00001", None)


def test_marks_are_boxes_or_intervals_and_nothing_else(client: Client) -> None:
    made = asking("regions", **LABELS)
    box = {"label": "fear", "x": 0.25, "y": 0.5, "width": 0.5, "height": 0.5}
    give(made, 0, [box])
    item = made.items.order_by("place")[0].pk
    found = client.get(f"/api/projects/one/items/{item}/marks/q/").json()
    assert found["raters"][0]["marks"] == [{**box, "track": None}]
    assert found["tracks"] == []
    assert client.get("/api/projects/one/items/0/marks/q/").status_code == 404


def test_marks_of_another_kind_are_refused(client: Client, people: Cast) -> None:
    talks = people.project.items.all()[0].pk
    refused = client.get(f"/api/projects/talks/items/{talks}/marks/emotion/")
    assert (refused.status_code, refused.json()["message"]) == (
        400,
        "'emotion' is a choice question; only timeline and regions have marks.",
    )
    rater = Client()
    assert rater.login(username="ana", password=PASSWORD)
    assert rater.get(f"/api/projects/talks/items/{talks}/marks/emotion/").status_code == 403
