from tests.house.sources import functions, python_files, relative, templates

LONGEST_FILE, LONGEST_TEST, LONGEST_TEMPLATE, MOST_PARAMETERS = 300, 400, 120, 5


def too_long(paths, limit):
    return {relative(path): lines for path in paths if (lines := len(path.read_text().splitlines())) > limit}


def test_no_file_is_longer_than_a_person_reads_in_one_go():
    assert not too_long(python_files("tracker"), LONGEST_FILE)
    assert not too_long(python_files("bench"), LONGEST_FILE)


def test_no_test_file_is_longer_than_four_hundred_lines():
    assert not too_long(python_files("tests"), LONGEST_TEST)


def test_no_template_is_longer_than_a_hundred_and_twenty_lines():
    assert not too_long(templates(), LONGEST_TEMPLATE)


def test_no_function_takes_more_than_five_parameters():
    crowded = []
    for path in python_files("tracker"):
        for function in functions(path):
            parameters = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
            named = [p for p in parameters if p.arg not in {"self", "cls"}]
            if len(named) > MOST_PARAMETERS and "core/stats" not in relative(path):
                crowded.append(f"{relative(path)}:{function.name}")
    assert not crowded


def test_every_python_file_says_what_it_is_for():
    silent = [relative(p) for p in python_files("tracker") if not p.read_text().lstrip().startswith('"""')]
    assert not silent
