from tracker.cli import messages


def test_two_rooms_never_say_the_same_text_differently():
    rooms = sorted(path.stem for path in messages.CATALOGUES.glob("*.po"))
    assert messages.disagreements(rooms) == []


def test_a_text_without_dutch_is_found():
    found = messages.extract()["signin"]
    found.add("A text that nobody has translated")
    assert any("nobody has translated" in line for line in messages.problems("signin", found))
