"""Measuring two things in alternation: medians, their ratio, and the processor time per unit of work."""

import os
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
USER, SYSTEM, PARENT = 11, 12, 1  # places in /proc/<pid>/stat behind the name


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds on the wall, and processor seconds of everything that took part."""

    wall: float
    processor: float


@dataclass(slots=True)
class Contest:
    """The product beside its limit: the units of one run, and every run of both."""

    what: str
    setting: str
    units: int
    unit: str
    product: list[Cost] = field(default_factory=list)
    limit: list[Cost] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Return how many times the limit's time the product takes, by the medians."""
        return _median(self.product).wall / _median(self.limit).wall

    def lines(self) -> list[str]:
        """Return the result as rows of a table."""
        cells = (
            self.what,
            self.setting,
            _told(self, self.product),
            _told(self, self.limit),
            f"{self.ratio:.2f}",
            f"{100 / self.ratio:.0f} %",
            str(len(self.product)),
        )
        return [f"| {' | '.join(cells)} |"]


HEAD = (
    "| Workload | Setting | Product | Limit | Time, × limit | Speed, % of limit | Runs |\n"
    "|---|---|---|---|---|---|---|"
)


def _told(contest: Contest, runs: list[Cost]) -> str:
    middle = _median(runs)
    each = 1000 * middle.processor / contest.units
    speed = contest.units / middle.wall
    return f"{1000 * middle.wall:.0f} ms, {speed:.0f} {contest.unit}/s, {each:.3f} cpu ms each"


def _median(runs: list[Cost]) -> Cost:
    return Cost(statistics.median(run.wall for run in runs), statistics.median(run.processor for run in runs))


def alternate(
    contest: Contest,
    product: Callable[[], None],
    limit: Callable[[], None],
    *,
    runs: int = 5,
    after: Callable[[], None] = lambda: None,
) -> Contest:
    """Run both in turn, changing which goes first; a first run of each does not count, nor does `after`."""
    for number in range(runs + 1):
        order = [(contest.product, product), (contest.limit, limit)]
        for kept, do in order if number % 2 else reversed(order):
            cost = timed(do)
            after()
            if number:
                kept.append(cost)
    return contest


def timed(do: Callable[[], None], *, pids: Callable[[], Iterable[int]] = tuple) -> Cost:
    """Time one run: this process and, where given, the processes that serve it."""
    before, wall, own = processor_of(pids()), time.perf_counter(), time.process_time()
    do()
    took = time.perf_counter() - wall
    return Cost(took, time.process_time() - own + processor_of(pids()) - before)


def processor_of(pids: Iterable[int]) -> float:
    """Return the processor seconds that processes have used so far."""
    used = 0
    for pid in pids:
        fields = _stat(pid)
        used += int(fields[USER]) + int(fields[SYSTEM]) if fields else 0
    return used / TICKS


def family_of(pid: int) -> list[int]:
    """Return a process and everything it started."""
    parents = {int(path.name): _stat(int(path.name)) for path in Path("/proc").glob("[0-9]*")}
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += [child for child, stat in parents.items() if stat and int(stat[PARENT]) == found[-1]]
    return found


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def report(contests: Iterable[Contest]) -> None:
    """Print the table."""
    print(HEAD)
    for contest in contests:
        print("\n".join(contest.lines()), flush=True)
