"""The project's own files, for tests that look at the code base itself."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("people", "signin", "home", "pulses", "good_things", "customers", "insights", "reviews", "exports")
ROOM_FILES = {"__init__", "rules", "models", "queries", "service", "forms", "views", "api"}


def python_files(folder: str) -> list[Path]:
    return sorted(path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
