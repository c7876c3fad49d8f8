"""`make bench`: every workload at a modest size, one after the other."""

import importlib

from bench.measuring import report
from bench.places import places

WORKLOADS = {
    "bench.submit": {"runs": 3, "cycles": 150},
    "bench.linkage": {"runs": 3},
    "bench.linkage_page": {"runs": 3},
    "bench.team_page": {"runs": 3},
    "bench.closing": {"runs": 3, "sheets": 4_000},
    "bench.imports": {"runs": 3, "rows": 100_000},
}


def main() -> None:
    """Run each workload on each database that is there."""
    for name, size in WORKLOADS.items():
        print(f"\n{name}")
        found = [importlib.import_module(name).measure(kind, **size) for kind in places()]
        report(each for part in found for each in (part if isinstance(part, list) else [part]))


if __name__ == "__main__":
    main()
