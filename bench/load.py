"""A small load generator for loopback only: so many connections, each doing one cycle after the other."""

import http.client
import re
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
RADIO = re.compile(r'<input[^>]*type="radio"[^>]*>')
NAME, VALUE = re.compile(r'name="([^"]*)"'), re.compile(r'value="([^"]*)"')
SEE_OTHER = 303
LOOPBACK = "127.0.0.1"


@dataclass(slots=True)
class Load:
    """What came of a run: how long each cycle took, and what failed."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def run_cycles(port: int, cookies: Sequence[str], *, connections: int, load: Load) -> None:
    """Let every cookie's owner open the form and send it once, and note in `load` how it went."""
    waiting = iter(cookies)
    lock = threading.Lock()
    threads = [
        threading.Thread(target=_work, args=(port, _shared(waiting, lock), load)) for _ in range(connections)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _shared(waiting: Iterator[str], lock: threading.Lock) -> Iterator[str]:
    while True:
        with lock:
            cookie = next(waiting, None)
        if cookie is None:
            return
        yield cookie


def _work(port: int, cookies: Iterator[str], load: Load) -> None:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
    for cookie in cookies:
        began = time.perf_counter()
        try:
            status = _cycle(connection, cookie)
        except (OSError, http.client.HTTPException) as error:
            load.failures.append(type(error).__name__)
            connection.close()
            continue
        load.seconds.append(time.perf_counter() - began)
        if status != SEE_OTHER:
            load.failures.append(str(status))
    connection.close()


def _cycle(connection: http.client.HTTPConnection, cookie: str) -> int:
    """Get the form, read its token and its items, and post an answer to each."""
    connection.request("GET", "/pulse", headers={"Cookie": cookie})
    answer = connection.getresponse()
    page = answer.read().decode()
    for name, value in answer.getheaders():
        if name.lower() == "set-cookie":
            cookie = f"{cookie}; {value.partition(';')[0]}"
    body = {_find(NAME, tag): _find(VALUE, tag) for tag in HIDDEN.findall(page)}
    body |= {_find(NAME, tag): "4" for tag in RADIO.findall(page)}
    headers = {
        "Cookie": cookie,
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://{LOOPBACK}:{connection.port}",
    }
    connection.request("POST", "/pulse", body=urlencode(body), headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _find(pattern: re.Pattern[str], tag: str) -> str:
    found = pattern.search(tag)
    return found[1] if found else ""
