"""The Open Archives Initiative Protocol for Metadata Harvesting 2.0: the records of the package, handed out by ``edition serve`` at ``/oai``.

``repository`` has the records, ``protocol`` answers requests, ``application`` puts them on the web. The library there is (PyPI ``oaipmh``)
was tried and not taken: a resumption token made up by a stranger ends in a fault of the server, the last part of a list lacks its empty token
(section 3.5), and datestamps are always written to the second.
"""
