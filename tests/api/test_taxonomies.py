"""Label sets for those who write schemes."""

from django.test import Client

from affect.taxonomies import taxonomy_names
from tests.cast import PASSWORD, Cast


def test_each_taxonomy_comes_with_its_labels_and_source(people: Cast) -> None:
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    found = {each["name"]: each for each in client.get("/api/taxonomies/").json()}
    assert list(found) == list(taxonomy_names())
    anger = found["ekman7"]["labels"][0]
    assert anger == {"id": "anger", "text": "Anger", "valence": -0.6, "arousal": 0.8}
    assert "Ekman" in found["ekman7"]["source"]
