import pytest
from werkzeug.test import Client

from tracker.web import assets


def application(_environ, start_response):
    start_response("404 Not Found", [])
    return [b"asked the application"]


@pytest.fixture
def client(tmp_path):
    return Client(assets.serve(application, str(assets.compress(tmp_path))))


def get(client, address, **headers):
    with client.get(address, headers=headers) as answer:
        answer.get_data()
        return answer


def test_a_file_asked_for_by_its_fingerprint_may_be_kept_for_a_year(client):
    known = assets.fingerprint("css/base.css")
    answer = get(client, f"/static/css/base.css?v={known}")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("query", ["", "?v=", "?v=000000000000", "?x=1"])
def test_a_file_without_its_own_fingerprint_is_asked_for_again(client, query):
    assert get(client, f"/static/css/base.css{query}").headers["Cache-Control"] == "no-cache"


def test_a_text_file_travels_compressed_where_the_browser_reads_that(client):
    small = get(client, "/static/css/components.css", **{"Accept-Encoding": "gzip"})
    full = get(client, "/static/css/components.css")
    assert small.headers["Content-Encoding"] == "gzip"
    assert int(small.headers["Content-Length"]) < int(full.headers["Content-Length"]) / 3


def test_an_unknown_file_and_a_climb_out_of_the_folder_reach_the_application(client):
    for address in ("/static/none.css", "/static/../wsgi.py", "/static/css/", "/static/css/base.css.gz"):
        assert get(client, address).status_code == 404


def test_copies_are_made_once_per_content(tmp_path):
    first = assets.compress(tmp_path)
    made = (first / "css" / "base.css.gz").stat().st_mtime_ns
    assert assets.compress(tmp_path) == first
    assert (first / "css" / "base.css.gz").stat().st_mtime_ns == made
    assert [path.name for path in tmp_path.iterdir()] == [first.name]
