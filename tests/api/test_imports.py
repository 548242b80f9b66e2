"""Tables through the browser: looked at, tried, brought in, and remembered."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from rest_framework.test import APIClient

from annotation.models import ImportRecipe, Item, Rating
from ingestion.models import Recording
from jobs.models import Job
from jobs.runner import job_run
from tests.cast import Cast, text_items
from tests.cast import project as make_project

pytestmark = pytest.mark.django_db
RATED = "clip;worker;mood\nitem-00000;01;Joy\nitem-00001;01;Joyy\n"
READING = {"maps": ["item=clip", "rater=worker", "emotion=mood"]}
AT = "/api/projects/talks"


@pytest.fixture
def browser(people: Cast) -> APIClient:
    client = APIClient()
    client.force_login(people.researcher)
    return client


def upload(client: Any, text: str, name: str = "rated.csv", slug: str = "talks") -> str:
    file = SimpleUploadedFile(name, text.encode())
    answered = client.post(f"/api/projects/{slug}/tables/", {"file": file}, format="multipart")
    assert answered.status_code == 201, answered.content
    return str(answered.json()["upload_id"])


def look(client: Any, upload_id: str, **more: Any) -> Any:
    return client.post(f"{AT}/imports/look/", {"upload_ids": [upload_id], **more}, format="json")


def start(client: Any, upload_id: str, kind: str = "ratings", **more: Any) -> Any:
    body = {"upload_ids": [upload_id], "kind": kind, "reading": READING, **more}
    return client.post(f"{AT}/imports/", body, format="json")


def ended(client: Any, answered: Any) -> dict[str, Any]:
    """The state of an import once a worker has done it."""
    assert answered.status_code == 202, answered.content
    job_run(Job.objects.get(pk=answered.json()["id"]))
    found: dict[str, Any] = client.get(f"{AT}/imports/{answered.json()['id']}/").json()
    return found


def test_a_table_is_looked_at_tried_and_brought_in(browser: APIClient) -> None:
    upload_id = upload(browser, RATED)
    seen = look(browser, upload_id).json()
    assert seen["names"] == ["clip", "worker", "mood"]
    assert seen["rows"] == [["item-00000", "01", "Joy"], ["item-00001", "01", "Joyy"]]
    fields = [guess["field"] for guess in seen["proposal"]["guesses"]]
    assert fields[:2] == ["item", "rater"]
    assert {"item", "rater", "emotion", "ratings.emotion"} <= set(seen["allowed"])

    tried = ended(browser, start(browser, upload_id))
    assert (tried["state"], tried["dry_run"], tried["progress"]) == ("done", True, 1.0)
    assert (tried["report"]["added"], tried["report"]["failed"]) == (1, 1)
    assert not Rating.objects.exists()
    (failure,) = tried["report"]["failures"]
    assert (failure["row"], failure["line"]) == (2, 3)
    report = browser.get(f"{AT}/imports/{tried['id']}/report.csv")
    assert report["Content-Disposition"].startswith("attachment")
    assert report.content.decode("utf-8-sig").splitlines()[1].startswith('2,3,"emotion: unknown')

    done = ended(browser, start(browser, upload_id, dry_run=False))
    assert done["report"]["new_ratings"] == Rating.objects.count() == 1


def test_the_kind_and_the_header_may_be_said(browser: APIClient) -> None:
    upload_id = upload(browser, "item-00000,joy,5\nitem-00001,joy,3\n")
    guessed = look(browser, upload_id).json()
    assert (guessed["names"], guessed["proposal"]["header"]) == (["#1", "#2", "#3"], False)
    told = look(browser, upload_id, header=True, kind="items").json()
    assert (told["names"][0], told["proposal"]["kind"]) == ("item-00000", "items")
    assert "transcript" in told["allowed"]


def test_a_column_that_is_said_to_be_nothing_is_not_read_by_its_name(browser: APIClient) -> None:
    upload_id = upload(browser, "item,rater,emotion,sentiment\nitem-00000,r,joy,nonsense\n")
    maps = ["item=item", "rater=rater", "emotion=emotion"]
    by_name = ended(browser, start(browser, upload_id, reading={"maps": maps}))
    assert by_name["report"]["failed"] == 1
    only = ended(browser, start(browser, upload_id, reading={"maps": maps, "by_name": False}))
    assert (only["report"]["added"], only["report"]["unused_columns"]) == (1, ["sentiment"])


def test_a_wrong_reading_fails_the_job_with_its_reason(browser: APIClient) -> None:
    failed = ended(browser, start(browser, upload(browser, RATED), reading={"maps": ["item=nix"]}))
    assert (failed["state"], failed["report"]) == ("failed", None)
    assert "no column 'nix'" in failed["error"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"upload_id": "0" * 32}, "is not there any more; upload it again"),
        ({"upload_id": "../../etc"}, "is not there any more"),
        ({"kind": "traces"}, "traces"),
        ({"reading": {"maps": "item=clip"}}, "maps"),
        ({"reading": {"maps": ["x" * 2000]}}, "at most 1000 characters"),
    ],
)
def test_wrong_requests_are_refused(browser: APIClient, body: dict[str, Any], message: str) -> None:
    upload_id = upload(browser, RATED)
    refused = start(browser, body.pop("upload_id", upload_id), **body)
    assert refused.status_code == 400
    assert message in refused.content.decode()
    assert not Job.objects.exists()


def test_a_long_list_of_failures_says_how_many_more_there_are(
    browser: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotation.services.imports.job.MOST_FAILURES", 2)
    rows = "".join(f"item-00000;{n};Jo\n" for n in range(5))
    tried = ended(browser, start(browser, upload(browser, f"clip;worker;mood\n{rows}")))
    assert (tried["report"]["failed"], len(tried["report"]["failures"])) == (5, 2)
    report = browser.get(f"{AT}/imports/{tried['id']}/report.csv").content.decode()
    assert "and 3 rows more; emotate import --report has them all" in report


@pytest.mark.parametrize("text", ["", "\x89PNG\0\0"])
def test_what_is_no_table_is_told(browser: APIClient, text: str) -> None:
    refused = look(browser, upload(browser, text))
    assert refused.status_code == 400
    assert "table" in refused.json()["message"]


def test_a_table_names_no_file_of_the_server(browser: APIClient, people: Cast) -> None:
    foreign = Recording.objects.create(
        name="secret.png", sha256="a" * 64, bytes=1, media="image", width=1, height=1
    )
    table = f"item,media\na,/etc/hostname\nb,{foreign.name}\nc,{'a' * 64}\n"
    tried = ended(browser, start(browser, upload(browser, table), "items", reading={}))
    reasons = [failure["reason"] for failure in tried["report"]["failures"]]
    assert len(reasons) == 3
    assert all("not the name of a recording of this project" in reason for reason in reasons)
    assert Recording.objects.count() == 1


def test_other_jobs_and_other_projects_are_nobodys_business(
    browser: APIClient, people: Cast
) -> None:
    other = Job.objects.create(kind="ingest", label="x", project="talks")
    assert browser.get(f"{AT}/imports/{other.pk}/").status_code == 404
    make_project("elsewhere", "meld")
    there = Job.objects.create(kind="import", label="x", project="elsewhere")
    assert browser.get(f"{AT}/imports/{there.pk}/report.csv").status_code == 404
    client = Client()
    client.force_login(people.rater)
    file = SimpleUploadedFile("t.csv", b"item\na\n")
    assert client.post(f"{AT}/tables/", {"file": file}).status_code == 403


def test_recipes_are_offered_for_the_same_columns(browser: APIClient, people: Cast) -> None:
    body = {"name": "crowd", "kind": "ratings", "reading": READING,
            "columns": ["clip", "worker", "mood"]}  # fmt: skip
    for _ in range(2):
        assert browser.post(f"{AT}/recipes/", body, format="json").status_code == 201
    recipe = ImportRecipe.objects.get()
    assert (recipe.reading["maps"], recipe.created_by) == (READING["maps"], people.researcher)
    seen = look(browser, upload(browser, "mood;clip;worker\nJoy;item-00000;2\n")).json()
    assert [each["name"] for each in seen["recipes"]] == ["crowd"]
    assert look(browser, upload(browser, "a;b\n1;2\n")).json()["recipes"] == []
    assert browser.get(f"{AT}/recipes/").json()[0]["name"] == "crowd"
    assert browser.delete(f"{AT}/recipes/crowd/").status_code == 204
    gone = browser.delete(f"{AT}/recipes/crowd/")
    assert (gone.status_code, "has no recipe 'crowd'" in gone.json()["message"]) == (400, True)


def test_an_upload_goes_once_all_its_rows_are_in(browser: APIClient, people: Cast) -> None:
    text_items(people.project, 1, prefix="more")
    upload_id = upload(browser, "clip;worker;mood\nmore-00000;1;Joy\n")
    ended(browser, start(browser, upload_id, dry_run=False))
    assert not (settings.UPLOADS_ROOT / upload_id).exists()
    assert Item.objects.get(key="more-00000").rated == 1
    assert look(browser, upload_id).status_code == 400


def several(client: Any, **files: str) -> list[str]:
    return [upload(client, text, f"{name}.csv") for name, text in files.items()]


def look_at(client: Any, upload_ids: list[str]) -> Any:
    return client.post(f"{AT}/imports/look/", {"upload_ids": upload_ids}, format="json")


def test_a_file_for_each_rater_comes_in_as_one(browser: APIClient) -> None:
    ids = several(
        browser,
        anna="clip,mood\nitem-00000,joy\nitem-00001,fear\nitem-00002,joy\n",
        ben="mood,clip\njoy,item-00000\njoyy,item-00001\nfear,item-00002\n",
    )
    seen = look_at(browser, ids).json()
    assert [(one["name"], one["lacks"], one["more"]) for one in seen["files"]] == [
        ("anna.csv", [], []),
        ("ben.csv", [], []),
    ]
    assert (seen["name"], seen["rows"][3]) == ("anna.csv and 1 more", ["item-00000", "joy"])
    assert (seen["proposal"]["rater"], seen["proposal"]["unknown_raters"]) == ("@file", False)
    reading = {"maps": ["item=clip", "emotion=mood", "rater=@file"]}
    body = {"upload_ids": ids, "kind": "ratings", "reading": reading, "dry_run": False}
    done = ended(browser, browser.post(f"{AT}/imports/", body, format="json"))
    assert (done["file"], done["report"]["new_ratings"]) == ("anna.csv and 1 more", 5)
    (failure,) = done["report"]["failures"]
    assert (failure["file"], failure["row"], failure["line"]) == ("ben.csv", 2, 3)
    raters = Rating.objects.values_list("rater__external_id", "item__key")
    assert set(raters) == {
        *((("anna", f"item-0000{n}")) for n in (0, 1, 2)),
        *((("ben", f"item-0000{n}")) for n in (0, 2)),
    }
    report = browser.get(f"{AT}/imports/{done['id']}/report.csv").content.decode("utf-8-sig")
    header, row = report.splitlines()
    assert (header, row.endswith(",ben.csv")) == ("row,line,reason,file", True)


def test_ids_that_begin_anew_in_every_file_are_joined_with_its_name(browser: APIClient) -> None:
    rows = "".join(f"{n},said {n}\n" for n in range(3))
    seen = look_at(browser, several(browser, train=f"id,text\n{rows}", test=f"id,text\n{rows}"))
    assert seen.json()["proposal"]["joined"] == "{@file}-{id}"
    split = several(browser, train="clip,mood\na,joy\n", test="clip,mood\na,joy\n")
    assert look_at(browser, split).json()["proposal"]["rater"] == ""


def test_a_file_with_other_columns_is_told(browser: APIClient) -> None:
    ids = several(browser, a="clip,mood\nx,joy\n", b="clip,feeling\ny,joy\n", c="\x89PNG\0\0")
    first, other, broken = look_at(browser, ids).json()["files"]
    assert (first["lacks"], first["more"], first["problem"]) == ([], [], "")
    assert (other["name"], other["lacks"], other["more"]) == ("b.csv", ["mood"], ["feeling"])
    assert "c.csv is not a table" in broken["problem"]
    body = {"upload_ids": ids[:2], "kind": "ratings", "reading": {"maps": ["item=clip"]}}
    failed = ended(browser, browser.post(f"{AT}/imports/", body, format="json"))
    assert "b.csv has other columns than a.csv: it lacks 'mood'" in failed["error"]


def test_two_files_of_one_name_are_refused(browser: APIClient) -> None:
    ids = [upload(browser, RATED), upload(browser, RATED)]
    refused = look_at(browser, ids)
    assert refused.status_code == 400
    assert "more than one is called 'rated.csv'" in refused.json()["message"]
    assert look_at(browser, []).status_code == 400


def test_all_files_go_once_all_their_rows_are_in(browser: APIClient) -> None:
    ids = several(browser, a="clip,worker,mood\nitem-00000,a,joy\n", b="clip,worker,mood\n")
    body = {"upload_ids": ids, "kind": "ratings", "reading": READING, "dry_run": False}
    ended(browser, browser.post(f"{AT}/imports/", body, format="json"))
    assert not any((settings.UPLOADS_ROOT / one).exists() for one in ids)


def test_a_table_of_other_letters_is_read_once_they_are_named(browser: APIClient) -> None:
    content = "clip,worker,mood\nitem-00000,Zoé,joy\n".encode("cp1252")
    content = "clip,worker,mood\nitem-00000,Zoé,joy\n".encode("cp1252")
    file = SimpleUploadedFile("rated.csv", content)
    sent = browser.post(f"{AT}/tables/", {"file": file}, format="multipart").json()["upload_id"]
    refused = look(browser, sent)
    assert refused.status_code == 400
    assert "line 2: byte 0xE9 is no UTF-8 text" in refused.json()["message"]
    assert "'item-00000,Zoé,joy'" in refused.json()["message"]
    seen = look(browser, sent, encoding="windows-1252").json()
    assert (seen["encoding"], seen["rows"]) == ("windows-1252", [["item-00000", "Zoé", "joy"]])
    reading = {**READING, "encoding": "windows-1252"}
    ended(browser, start(browser, sent, reading=reading, dry_run=False))
    assert Rating.objects.get().rater.external_id == "Zoé"
    assert look(browser, sent, encoding="klingon").status_code == 400
