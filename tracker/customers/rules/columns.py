"""What the columns and the scales of a file of scores or results may be called, in English and Dutch."""

from collections.abc import Iterable

from tracker.core.errors import InvalidError
from tracker.core.intake import shorten
from tracker.customers.rules.scales import Scale

SCORE_COLUMNS = {
    "team": "team team_code teamcode code_team shop winkel vestiging filiaal afdeling",
    "date": "date day datum dag response_date datum_antwoord",
    "scale": "scale measure schaal maat",
    "value": "value score answer waarde antwoord",
    "person": "person helper staff_number helped_by employee personeelsnummer medewerker geholpen_door",
    "not_about_person": "not_about_person niet_over_persoon niet_over_de_persoon",
    "channel": "channel kanaal",
    "moment": "moment touchpoint contactmoment",
    "comment": "comment remark text opmerking toelichting",
    "reason": "reason reden",
    "reference": "reference customer customer_reference klant klantnummer klantreferentie",
    "external_id": "external_id id response_id survey_id antwoordnummer extern_id",
}
SCORE_NEEDS = ("team", "date", "scale", "value")
RESULT_COLUMNS = {
    "team": "team team_code teamcode vestiging filiaal afdeling",
    "period": "period periode",
    "measure": "measure scale maat vraag",
    "mean": "mean average score gemiddelde",
    "n": "n count answers aantal antwoorden",
}
RESULT_NEEDS = ("team", "period", "measure", "mean", "n")
SCALE_NAMES = {
    Scale.RECOMMEND: "recommend recommendation nps aanbevelen aanbeveling",
    Scale.SATISFACTION: "satisfaction csat tevredenheid",
    Scale.EFFORT: "effort ces ease moeite gemak",
    Scale.MARK: "mark overall overall_mark cijfer rapportcijfer algemeen",
    Scale.FRIENDLINESS: "friendliness friendly vriendelijkheid vriendelijk",
}
SCALES = {name: scale for scale, names in SCALE_NAMES.items() for name in names.split()}


def find_columns(
    header: Iterable[str], keys: Iterable[str], known: dict[str, str], needs: Iterable[str]
) -> dict[str, str]:
    """Return under which key of the file each known column stands; raise if a needed one is missing."""
    present = [key for key in keys if key]
    found: dict[str, str] = {}
    for name, others in known.items():
        stands = next((other for other in others.split() if other in present), None)
        if stands is not None:
            found[name] = stands
    missing = [name for name in needs if name not in found]
    if missing:
        there = ", ".join(name for name in header if name)
        raise InvalidError("columns-missing", missing=", ".join(missing), found=shorten(there, 200))
    return found


def unread_columns(header: Iterable[str], keys: Iterable[str], found: dict[str, str]) -> list[str]:
    """Return the names of the columns that mean nothing to the import."""
    read = set(found.values())
    return [name for name, key in zip(header, keys, strict=True) if key and key not in read]
