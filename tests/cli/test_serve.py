"""The server as people start it: a real process on a loopback port."""

import os
import re
import signal
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def start(tmp_path):
    running = []

    def run(*options: str, **settings: str) -> subprocess.Popen[str]:
        env = {name: value for name, value in os.environ.items() if not name.startswith("KINDLINE_")}
        env |= {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | settings
        process = subprocess.Popen(
            [sys.executable, "-m", "tracker.cli.serve", *options],
            cwd=tmp_path,
            env=env,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.wait()
        process.stdout.close()


def lines_until(process, text):
    lines = []
    for line in process.stdout:
        lines.append(line)
        if text in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def fetch(address):
    for _ in range(100):
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own address
                return answer.status, answer.geturl(), answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.geturl(), error.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(address)


def test_the_first_start_makes_an_installation_and_prints_the_way_in(start, tmp_path):
    process = start()
    told = lines_until(process, "Ctrl-C")
    address = re.search(r"Kindline is at (http://127\.0\.0\.1:\d+)\n", told).group(1)
    assert f"{address}/first-run" in told
    assert re.search(r"token +[\w-]{43}\n", told)
    status, _, page = fetch(f"{address}/first-run")
    assert status == 200
    assert "Kindline" in page
    private = [tmp_path / "instance" / name for name in ("secret-key", "keys", "kindline.db")]
    assert [stat.S_IMODE(path.stat().st_mode) & 0o077 for path in private] == [0, 0, 0]
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    assert process.stdout.read() == ""


def test_two_starts_keep_the_secret_and_make_a_new_token(start, tmp_path):
    tokens = set()
    secrets = set()
    for _ in range(2):
        process = start()
        tokens.add(re.search(r"token +(\S+)", lines_until(process, "Ctrl-C")).group(1))
        secrets.add((tmp_path / "instance" / "secret-key").read_text())
        process.terminate()
        process.wait(timeout=30)
    assert (len(tokens), len(secrets)) == (2, 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KINDLINE_SECRET_KEY", "short"),
        ("KINDLINE_BASE_URL", "http://kindline.example"),
        ("KINDLINE_DATABASE_URL", "oracle://there"),
    ],
)
def test_a_wrong_setting_ends_the_start_with_one_plain_line(start, name, value):
    process = start(**{name: value})
    assert process.wait(timeout=30) == 1
    told = process.stdout.read()
    assert told.count("\n") == 1
    assert told.startswith(f"Kindline does not start: {name}")
