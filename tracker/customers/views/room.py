"""The room's blueprint, shared by its groups of pages."""

from flask import Blueprint

pages = Blueprint("customers", __name__, url_prefix="/customers")
