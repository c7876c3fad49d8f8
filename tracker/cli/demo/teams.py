"""The demo organisation: a small chain of garden and home shops that does not exist."""

from dataclasses import dataclass

NAME = "Bladwijk"
ZONE = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class Team:
    """A team: its place in the tree, how many people it has, how many customers answer about it in a week."""

    code: str
    name: str
    above: str
    people: int
    answers: int = 0


TEAMS = (
    Team("noord", "Regio Noord", "", 3),
    Team("groningen", "Groningen", "noord", 3),
    Team("groningen-planten", "Groningen Planten", "groningen", 14, 34),
    Team("groningen-wonen", "Groningen Wonen", "groningen", 13, 30),
    Team("groningen-cafe", "Groningen Café", "groningen", 10, 38),
    Team("assen", "Assen", "noord", 13, 30),
    Team("zwolle", "Zwolle", "noord", 17, 40),
    Team("midden", "Regio Midden", "", 3),
    Team("utrecht", "Utrecht", "midden", 3),
    Team("utrecht-planten", "Utrecht Planten", "utrecht", 15, 36),
    Team("utrecht-wonen", "Utrecht Wonen", "utrecht", 13, 32),
    Team("amersfoort", "Amersfoort", "midden", 14, 30),
    Team("arnhem", "Arnhem", "midden", 15, 34),
    Team("almere", "Almere", "midden", 13, 30),
    Team("zuid", "Regio Zuid", "", 3),
    Team("tilburg", "Tilburg", "zuid", 16, 36),
    Team("breda", "Breda", "zuid", 14, 32),
    Team("eindhoven", "Eindhoven", "zuid", 16, 36),
    Team("maastricht", "Maastricht pop-up", "zuid", 3, 14),
    Team("service", "Servicekantoor", "", 3),
    Team("webshop", "Webshop en klantcontact", "service", 18, 44),
    Team("bezorging", "Bezorging", "service", 15, 34),
    Team("kantoor", "Kantoor", "service", 19),
    Team("atelier", "Reparatieatelier", "service", 4, 12),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the organisation is and how long its history."""

    teams: tuple[Team, ...]
    weeks: int

    @property
    def facing(self) -> tuple[Team, ...]:
        """Return the teams about which customers answer."""
        return tuple(team for team in self.teams if team.answers)


FULL = Shape(TEAMS, 30)


def part_of(codes: set[str], weeks: int) -> Shape:
    """Return a smaller organisation: only some of the teams, and a shorter history."""
    return Shape(tuple(team for team in TEAMS if team.code in codes), weeks)
