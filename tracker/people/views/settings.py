"""The organisation's own settings."""

from flask import Response, flash
from flask_babel import gettext as _

from tracker.core.access import Permission
from tracker.people import service
from tracker.people.forms import OrganisationForm
from tracker.people.queries import find_organisation
from tracker.people.views.room import done, pages
from tracker.web.forms import answer, go
from tracker.web.guards import requires
from tracker.web.request import current_session


@pages.route("/manage/organisation", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def organisation() -> Response:
    """Set the organisation's name, language and time zone."""
    known = find_organisation(current_session())
    form = OrganisationForm(known)
    if form.accepted() and done(form, lambda work: service.save_organisation(work, form.to_draft())):
        flash(_("Saved."))
        return go("home.manage" if known and known.set_up else "home.setup")
    return answer("people/organisation.html", form=form)
