import pytest

from helpers import paths
from tests import once

IN_BROWSER = "\npytestmark = pytest.mark.browser\n"


def test_what_is_made_once_is_made_by_the_first_who_asks(tmp_path_factory):
    calls = []

    def make(folder):
        calls.append(folder)
        (folder / "it").touch()

    one, two = (once.made(tmp_path_factory, "of-once", make) for _ in range(2))
    assert one == two == calls[0] and len(calls) == 1 and (one / "it").exists()
    assert one.parent == once.common(tmp_path_factory)


def test_what_could_not_be_made_is_tried_again(tmp_path_factory):
    with pytest.raises(OSError, match="no room"):
        once.made(tmp_path_factory, "of-failure", lambda folder: refuse())
    assert once.made(tmp_path_factory, "of-failure", lambda folder: None).is_dir()


def refuse():
    raise OSError("no room")


def test_what_is_asked_for_is_made_when_it_is_asked_for():
    made = []
    found = once.Asked(lambda key: made.append(key) or key * 2)
    assert not made and found["a"] == found["a"] == "aa" and made == ["a"]


def test_a_module_of_tests_in_a_browser_has_central_ones():
    modules = sorted((paths.ROOT / "tests").rglob("test_*.py"))
    texts = {path.name: path.read_text(encoding="utf-8") for path in modules}
    browsing = {name for name, text in texts.items() if IN_BROWSER in text}
    assert "test_look.py" in browsing
    assert browsing <= {name for name, text in texts.items() if "mark.central" in text}
