import re

from tests.house.sources import ROOM_FILES, ROOMS, ROOT, python_files, relative, templates


def lines_with(pattern, paths):
    found = re.compile(pattern)
    return [
        f"{relative(path)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if found.search(line)
    ]


def test_there_is_one_commit():
    places = lines_with(r"\.commit\(", python_files("tracker"))
    assert [place.split(":")[0] for place in places] == ["tracker/storage/work.py"]


def test_only_the_web_glue_and_sign_in_know_the_current_user():
    outside = lines_with(r"\bcurrent_user\b", python_files("tracker"))
    allowed = ("tracker/web/", "tracker/signin/views/", "tracker/app.py")
    assert not [place for place in outside if not place.startswith(allowed)]


def test_only_formats_round():
    places = lines_with(r"(?<![\w.])round\(|\|\s*round\b", [*python_files("tracker"), *templates()])
    pure = ("tracker/web/formats.py", "tracker/core/")
    assert not [place for place in places if not place.startswith(pure)]


def test_no_template_marks_anything_safe():
    assert not lines_with(r"\|\s*safe\b", templates())
    assert not lines_with(r"\bautoescape\s+false\b", templates())


def test_no_template_holds_style_script_or_handlers():
    assert not lines_with(r"\sstyle=|<style|\son[a-z]+=\"", templates())


def test_nothing_unfinished_is_marked_in_the_code():
    words = r"\b(TODO|FIXME|XXX|HACK)\b|coming soon|not implemented yet"
    assert not lines_with(words, [*python_files("tracker"), *templates()])


def test_rooms_keep_to_the_fixed_file_names():
    strays = [
        relative(path)
        for room in ROOMS
        if (ROOT / "tracker" / room).exists()
        for path in sorted((ROOT / "tracker" / room).iterdir())
        if path.name != "__pycache__" and path.stem not in ROOM_FILES
    ]
    assert not strays
