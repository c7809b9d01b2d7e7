"""Where the endpoints are: URI templates (RFC 6570), absolute, and in each object expanded as far as the object knows.

A server answers queries; plain files have a name for each query, by the templates that the specification gives for static websites.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Protocol
from urllib.parse import quote, urlencode

Templates = dict[str, str]


class Addresses(Protocol):
    """The addresses of one way to publish; ``site`` is that of the pages and files, ``entry`` that of the entry endpoint."""

    site: str
    entry: str

    def endpoints(self) -> Templates:
        """The templates of all endpoints."""

    def of_collection(self, identifier: str) -> Templates:
        """The template of a collection."""

    def of_resource(self, identifier: str) -> Templates:
        """The templates of a text."""

    def query(self, endpoint: str, parameters: Mapping[str, str]) -> str:
        """The address of one answer."""


@dataclass(frozen=True)
class Queries:
    """Addresses of a server below ``site`` (which ends in a slash)."""

    site: str

    @property
    def entry(self) -> str:
        """The entry endpoint."""
        return f"{self.site}dts/"

    def endpoints(self) -> Templates:
        """The templates of all endpoints."""
        return {
            "collection": f"{self.entry}collection{{?id,page,nav}}",
            "navigation": f"{self.entry}navigation{{?resource,ref,start,end,down,tree,page}}",
            "document": f"{self.entry}document{{?resource,ref,start,end,tree,mediaType}}",
        }

    def of_collection(self, identifier: str) -> Templates:
        """The template of a collection."""
        return {"collection": f"{self.entry}collection?id={_escaped(identifier)}{{&page,nav}}"}

    def of_resource(self, identifier: str) -> Templates:
        """The templates of a text."""
        return self.of_collection(identifier) | {
            "navigation": f"{self.entry}navigation?resource={_escaped(identifier)}{{&ref,start,end,down,tree,page}}",
            "document": f"{self.entry}document?resource={_escaped(identifier)}{{&ref,start,end,tree,mediaType}}",
        }

    def query(self, endpoint: str, parameters: Mapping[str, str]) -> str:
        """The address of one answer."""
        return f"{self.entry}{endpoint}" + (f"?{urlencode(parameters, quote_via=quote)}" if parameters else "")


@dataclass(frozen=True)
class Files:
    """Addresses of plain files below ``site`` (which ends in a slash)."""

    site: str

    @property
    def entry(self) -> str:
        """The entry endpoint."""
        return f"{self.site}dts/index.jsonld"

    def endpoints(self) -> Templates:
        """The templates of all endpoints."""
        return {
            "collection": f"{self.site}dts/collection{{/id,nav}}.jsonld",
            "navigation": f"{self.site}dts/navigation{{/resource}}{{;tree}}{{/ref,start,end}}{{;down}}.jsonld",
            "document": f"{self.site}dts/document{{/resource}}{{;tree}}{{/ref,start,end}}.xml",
        }

    def of_collection(self, identifier: str) -> Templates:
        """The template of a collection."""
        return {"collection": f"{self.site}dts/collection/{_escaped(identifier)}{{/nav}}.jsonld"}

    def of_resource(self, identifier: str) -> Templates:
        """The templates of a text."""
        return self.of_collection(identifier) | {
            "navigation": f"{self.site}dts/navigation/{_escaped(identifier)}{{;tree}}{{/ref,start,end}}{{;down}}.jsonld",
            "document": f"{self.site}dts/document/{_escaped(identifier)}{{;tree}}{{/ref,start,end}}.xml",
        }

    def query(self, endpoint: str, parameters: Mapping[str, str]) -> str:
        """The address of one answer."""
        return self.site + quote(path(endpoint, parameters), safe="/;=")


def path(endpoint: str, parameters: Mapping[str, str]) -> str:
    """The name, below the site, of the file that answers a query: the template of that endpoint expanded, then decoded as a server decodes it."""
    segments = "".join(f"/{parameters[name]}" for name in ("id", "nav") if name in parameters)
    segments += f"/{parameters['resource']}" if "resource" in parameters else ""
    segments += f";tree={parameters['tree']}" if "tree" in parameters else ""
    segments += "".join(f"/{parameters[name]}" for name in ("ref", "start", "end") if name in parameters)
    segments += f";down={parameters['down']}" if "down" in parameters else ""
    return f"dts/{endpoint}{segments}.{'xml' if endpoint == 'document' else 'jsonld'}"


def _escaped(identifier: str) -> str:
    return quote(identifier, safe="")
