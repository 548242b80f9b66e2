"""The environment of the references answers, and cannot reach the network."""

import pytest


def test_a_script_answers(reference):
    assert reference("cohen.py", {"left": [1, 1, 2, 2], "right": [1, 1, 2, 1]}) == pytest.approx(
        0.5
    )


def test_the_network_is_refused(reference, tmp_path):
    script = tmp_path / "asks.py"
    script.write_text("import urllib.request; urllib.request.urlopen('http://192.0.2.1')")
    with pytest.raises(pytest.fail.Exception, match="asked for the network"):
        reference(str(script))
