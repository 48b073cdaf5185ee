"""The site: one app factory, blueprints, page objects. The only place besides the command that knows Flask."""

from finder.web.app import create_app

__all__ = ["create_app"]
