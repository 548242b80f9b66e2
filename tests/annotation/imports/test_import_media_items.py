"""Tables of items that show media, several clips, known answers, languages and targets."""

import json
from pathlib import Path

import pytest

from annotation.models import Expected, Item, ItemRole, Project
from annotation.services.projects.policies import policy_change
from ingestion.models import Recording, Segment
from tests.annotation.imports.importing import import_file
from tests.cast import project
from tests.media.films import film, photo, sensor_table, talking_film
from tests.media.makers import tone, write_wav

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Project:
    return project("tables", "meld")


def table(folder: Path, *lines: str) -> Path:
    path = folder / "items.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def wav(path: Path, level: float = 0.3) -> Path:
    path.parent.mkdir(exist_ok=True)
    return write_wav(path, tone(2.0, 16_000, 1, level), 16_000)


def test_media_beside_the_table_come_in_with_it(made: Project, tmp_path: Path) -> None:
    wav(tmp_path / "clips" / "a.wav")
    photo(tmp_path / "face.png")
    done = import_file("tables", table(
        tmp_path, "item,media,start,end,text,caption", "one,clips/a.wav,0.5,1.5,Hello,",
        "two,face.png,,,,A fair", f"three,{tmp_path / 'clips' / 'a.wav'},,,,",
    ), kind="items")  # fmt: skip
    assert done.status == 0, done.errors
    assert done.counts == (3, 0, 0)
    one, two, three = made.items.select_related("segment__recording").order_by("place")
    assert one.segment is not None
    assert (one.segment.start_sample, one.segment.end_sample) == (8000, 24_000)
    assert (one.segment.start_seconds, one.segment.transcript) == (0.5, "Hello")
    assert two.segment is not None
    assert two.segment.recording is not None
    assert (two.segment.recording.media, two.segment.start_sample) == ("image", None)
    assert two.attributes == {"caption": "A fair"}
    assert three.segment is not None
    assert three.segment.end_seconds == 2.0
    assert three.segment.recording == one.segment.recording
    assert Recording.objects.count() == 2
    assert all(item.wanted > 0 for item in (one, two, three))


def test_recordings_that_are_in_are_found_by_name_stem_and_hash(
    made: Project, tmp_path: Path
) -> None:
    wav(tmp_path / "a.wav")
    assert import_file("tables", table(tmp_path, "item,media", "x,a.wav"), kind="items").status == 0
    sha256 = Recording.objects.get().sha256
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    rows = [f"{n},{name}" for n, name in enumerate(("a.wav", "a", sha256, sha256[:10]))]
    done = import_file("tables", table(elsewhere, "item,media", *rows), kind="items")
    assert done.counts == (4, 0, 0), done.errors
    assert Recording.objects.count() == 1
    assert Segment.objects.count() == 1  # the same range, the same segment


def test_doing_it_again_changes_nothing_and_a_change_is_named(
    made: Project, tmp_path: Path
) -> None:
    wav(tmp_path / "a.wav")
    path = table(tmp_path, "item,media,start,end", "x,a.wav,0,1")
    import_file("tables", path, kind="items")
    assert import_file("tables", path, kind="items").counts == (0, 1, 0)
    other = import_file(
        "tables", table(tmp_path, "item,media,start,end", "x,a.wav,0,1.5"), kind="items"
    )
    assert "is in the project and differs: clips is" in other.reasons[1]
    assert Segment.objects.count() == 1


def test_several_clips_stand_side_by_side(made: Project, tmp_path: Path) -> None:
    wav(tmp_path / "a.wav", 0.2)
    wav(tmp_path / "b.wav", 0.4)
    path = table(tmp_path, "item,media.1,media.2,start.2,end.2,system",
                 "p,b.wav,a.wav,0.5,1,tts")  # fmt: skip
    assert import_file("tables", path, kind="items").counts == (1, 0, 0)
    item = made.items.get()
    shown = [
        (clip.segment.recording.name, clip.segment.start_seconds, clip.segment.end_seconds)
        for clip in item.clips.select_related("segment__recording")
        if clip.segment.recording
    ]
    assert shown == [("b.wav", 0.0, 2.0), ("a.wav", 0.5, 1.0)]
    assert (item.segment_id, item.wanted > 0) == (None, True)
    assert import_file("tables", path, kind="items").counts == (0, 1, 0)


def test_items_about_several_people_share_the_scene(made: Project, tmp_path: Path) -> None:
    film(tmp_path / "scene.mp4")
    done = import_file("tables", table(
        tmp_path, "item,media,about,statement", "s-a,scene.mp4,Anna,Anna is glad",
        "s-b,scene.mp4,Ben,Ben is glad",
    ), kind="items")  # fmt: skip
    assert done.counts == (2, 0, 0), done.errors
    assert Segment.objects.count() == 1
    attributes = {item.key: item.attributes for item in made.items.all()}
    assert attributes["s-a"] == {"about": "Anna", "statement": "Anna is glad"}


def test_a_sensor_table_lies_beside_the_film(made: Project, tmp_path: Path) -> None:
    talking_film(tmp_path / "trial.mp4")
    sensor_table(tmp_path / "heart.csv")
    path = table(tmp_path, "item,media,sensors,subject", "t,trial.mp4,heart.csv,ana")
    assert import_file("tables", path, kind="items").counts == (1, 0, 0)
    segment = made.items.get().segment
    assert segment is not None
    assert segment.sensors is not None
    assert segment.sensors.name == "heart.csv"


def test_roles_come_with_the_answers_that_are_right(made: Project, tmp_path: Path) -> None:
    done = import_file("tables", table(
        tmp_path, "item,text,role,expected.emotion,explanation,priority",
        "a,Great!,gold,joy|surprise,It is plain,5", "b,Oh,,,,",
        "c,No,gold,,,", "d,Why,golden,joy,,", "e,Hm,,joy,,", "f,Ah,quiz,delight,,", "g,Oi,,,,high",
    ), kind="items")  # fmt: skip
    assert done.counts == (2, 0, 5)
    gold = Item.objects.get(key="a")
    assert (gold.role, gold.priority, gold.wanted) == (ItemRole.GOLD, 5, 0)
    known = Expected.objects.get()
    assert known.answers == {"emotion": {"any_of": ["joy", "surprise"]}}
    assert known.explanation == "It is plain"
    reasons = done.reasons
    assert "at least one question" in reasons[3]
    assert "role 'golden' is unknown; it is one of: normal, gold" in reasons[4]
    assert "a normal item has no expected answers" in reasons[5]
    assert "unknown label 'delight'" in reasons[6]
    assert "priority" in reasons[7]


def test_texts_of_all_scripts_come_in_as_they_are(made: Project, tmp_path: Path) -> None:
    texts = {
        "he": "\u200fשלום עולם\u200f",
        "ar": "مرحبا، كيف حالك؟",
        "vi": "tie\u0302\u0301ng Vie\u0323\u0302t",  # composed of single signs: it stays so
        "zh-Hant": "你好",
        "fa": "می\u200cخواهم",  # with a joiner of no width
    }
    rows = [json.dumps({"item": tag, "text": text, "language": tag}) for tag, text in texts.items()]
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    assert import_file("tables", path, kind="items").counts == (5, 0, 0)
    found = {item.key: item for item in made.items.select_related("segment")}
    assert {key: item.segment.transcript for key, item in found.items()} == texts
    assert found["zh-Hant"].attributes == {"language": "zh-Hant"}
    assert found["zh-Hant"].language == "zh"


@pytest.mark.parametrize(
    ("columns", "row", "reason"),
    [
        ("item,media", "x,gone.wav", "media: 'gone.wav' is neither a file"),
        ("item,media", "x,words.wav", "media: words.wav: "),
        ("item,media,start,end", "x,a.wav,1,9", "no range of a.wav, which lasts 2.00 s"),
        ("item,media,start", "x,a.wav,soon", "start: a number is needed, not 'soon'"),
        ("item,media,start,end", "x,a.wav,1,1", "no range of a.wav"),
        ("item,media,start", "x,face.png,1", "face.png is an image, which has no time"),
        ("item,media,media.1", "x,a.wav,a.wav", "it is one or the other"),
        ("item,media.1,media.2", "x,a.wav,", "'media.1' alone; one clip stands in the column"),
        ("item,media.1,media.2,text", "x,a.wav,face.png,Hi", "words and sensors belong to one"),
        ("item,media,sensors", "x,a.wav,face.png", "sensors: face.png is image, not a sensor"),
        ("item,text,language", "x,Hi,klingon language", "is no language tag; write one such as en"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_go_in_says_why_and_the_rest_goes(
    made: Project, tmp_path: Path, columns: str, row: str, reason: str
) -> None:
    wav(tmp_path / "a.wav")
    photo(tmp_path / "face.png")
    (tmp_path / "words.wav").write_text("no sound at all")
    width = columns.count(",")
    good = "good" + "," * width
    done = import_file("tables", table(tmp_path, columns, row, good), kind="items")
    assert done.status == 1
    assert done.counts == (1, 0, 1)
    assert reason in done.reasons[1]
    assert made.items.get().key == "good"


def test_times_without_media_stay_attributes(made: Project, tmp_path: Path) -> None:
    path = table(tmp_path, "item,text,start,end", "x,Hi,00:01,00:02")
    assert import_file("tables", path, kind="items").counts == (1, 0, 0)
    assert made.items.get().attributes == {"start": "00:01", "end": "00:02"}


def test_in_a_project_with_arms_a_row_is_an_item_of_each(made: Project, tmp_path: Path) -> None:
    policy_change(made, {"arms": {"presentations": ["audio", "both"], "rule": "separate"}})
    made.save()
    talking_film(tmp_path / "a.mp4")
    path = table(tmp_path, "item,media,role,expected.emotion", "x,a.mp4,gold,joy")
    assert import_file("tables", path, kind="items").counts == (1, 0, 0)
    assert set(made.items.values_list("key", "arm")) == {("x@audio", "audio"), ("x@both", "both")}
    assert Expected.objects.count() == 2
    assert import_file("tables", path, kind="items").counts == (0, 1, 0)
    assert Segment.objects.count() == 1


@pytest.mark.shared
def test_published_dialogues(made: Project, shared_data: Path) -> None:
    done = import_file(
        "tables", shared_data / "meld" / "dev_sent_emo.csv", "item=Sr No.", "text=Utterance",
        "speaker=Speaker", "dialogue=Dialogue_ID", "position=Utterance_ID", kind="items",
    )  # fmt: skip
    assert done.counts == (1109, 0, 0)
    turns = Segment.objects.filter(dialogue__name="0").order_by("position")
    assert turns[0].position == 0
    assert "StartTime" in made.items.first().attributes
