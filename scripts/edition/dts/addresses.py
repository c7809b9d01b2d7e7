"""Where the endpoints are: URI templates (RFC 6570), absolute, and in each object expanded as far as the object knows.

A server answers queries; plain files have a name for each query, by the templates that the specification gives for static websites.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Mapping
from urllib.parse import quote, urlencode

Templates = dict[str, str]


@dataclass(frozen=True)
class Addresses:
    """The addresses of one way to publish: that of pages and files (ending in a slash), that of the entry endpoint, and the templates of the others.

    In ``of_one``, the templates of a collection or text, ``*`` stands for its identifier. ``query`` gives the address of one answer.
    """

    site: str
    entry: str
    endpoints: Templates
    of_one: Templates
    query: Callable[[str, Mapping[str, str]], str]

    def of_collection(self, identifier: str) -> Templates:
        """The template of a collection."""
        return {"collection": self.of_one["collection"].replace("*", quote(identifier, safe=""))}

    def of_resource(self, identifier: str) -> Templates:
        """The templates of a text."""
        return {endpoint: template.replace("*", quote(identifier, safe="")) for endpoint, template in self.of_one.items()}


def queries(site: str) -> Addresses:
    """The addresses of a server of the site at ``site``, which ends in a slash."""
    dts = f"{site}dts/"
    return Addresses(
        site,
        dts,
        {
            "collection": f"{dts}collection{{?id,page,nav}}",
            "navigation": f"{dts}navigation{{?resource,ref,start,end,down,tree,page}}",
            "document": f"{dts}document{{?resource,ref,start,end,tree,mediaType}}",
        },
        {
            "collection": f"{dts}collection?id=*{{&page,nav}}",
            "navigation": f"{dts}navigation?resource=*{{&ref,start,end,down,tree,page}}",
            "document": f"{dts}document?resource=*{{&ref,start,end,tree,mediaType}}",
        },
        lambda endpoint, parameters: f"{dts}{endpoint}" + (f"?{urlencode(parameters, quote_via=quote)}" if parameters else ""),
    )


def files(site: str) -> Addresses:
    """The addresses of plain files of the site at ``site``, which ends in a slash."""
    dts = f"{site}dts/"
    return Addresses(
        site,
        site + path("index", {}),
        {
            "collection": f"{dts}collection{{/id,nav}}.jsonld",
            "navigation": f"{dts}navigation{{/resource}}{{;tree}}{{/ref,start,end}}{{;down}}.jsonld",
            "document": f"{dts}document{{/resource}}{{;tree}}{{/ref,start,end}}.xml",
        },
        {
            "collection": f"{dts}collection/*{{/nav}}.jsonld",
            "navigation": f"{dts}navigation/*{{;tree}}{{/ref,start,end}}{{;down}}.jsonld",
            "document": f"{dts}document/*{{;tree}}{{/ref,start,end}}.xml",
        },
        lambda endpoint, parameters: site + quote(path(endpoint, parameters), safe="/;="),
    )


def path(endpoint: str, parameters: Mapping[str, str]) -> str:
    """The name, below the site, of the file that answers a query: the template of that endpoint expanded, then decoded as a server decodes it."""
    pieces = [f"/{parameters[name]}" for name in ("id", "nav", "resource") if name in parameters]
    pieces += [f";tree={parameters['tree']}"] if "tree" in parameters else []
    pieces += [f"/{parameters[name]}" for name in ("ref", "start", "end") if name in parameters]
    pieces += [f";down={parameters['down']}"] if "down" in parameters else []
    return f"dts/{endpoint}{''.join(pieces)}.{'xml' if endpoint == 'document' else 'jsonld'}"
