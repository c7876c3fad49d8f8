"""Another process that sends people's sheets or closes the round, and tells of each only once it is done.

Run as `python -m tests.fault.sender URL KEYS MOMENT send|close`, with people's numbers on its input.
"""

import sys
from datetime import datetime
from pathlib import Path

from tests.clock import FrozenClock
from tracker.core.access import Actor
from tracker.pulses.queries.rounds import find_live_round
from tracker.pulses.service.closing import close_round
from tracker.pulses.service.installation import Installation
from tracker.pulses.service.keys import KeyRing
from tracker.pulses.service.submit import Draft, find_sheet, submit_pulse
from tracker.storage.engine import make_engine
from tracker.storage.work import Storage


def send(place: Installation, person_id: int) -> None:
    """Send one sheet as the page does."""
    with place.storage.work(Actor(person_id=person_id), place.clock.now()) as work:
        sheet = find_sheet(work, find_live_round(work.session).id)
        submit_pulse(work, sheet, Draft((4,) * len(sheet.items)), place.keys)


def main() -> None:
    url, keys, moment, deed = sys.argv[1:]
    clock = FrozenClock(datetime.fromisoformat(moment))
    place = Installation(Storage(make_engine(url)), clock, KeyRing(Path(keys)))
    with place.storage.look(Actor(), clock.now()) as work:
        live = find_live_round(work.session).id
    print("ready", flush=True)  # noqa: T201 - the parent reads it
    if deed == "close":
        close_round(place, live)
        print("closed", flush=True)  # noqa: T201 - the parent reads it
        return
    for line in sys.stdin:
        send(place, int(line))
        print(line.strip(), flush=True)  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    main()
