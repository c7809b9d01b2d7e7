"""The archive package: a release of an edition, or its draft, as one deposit that an archive's own tools accept and that explains itself.

One bag (BagIt 1.0, RFC 8493) whose payload is an RO-Crate 1.2. Each module has one part of it: ``contents`` what goes in, ``description`` what is
said of it and ``records`` in which formats, ``registers`` (RDF), ``crate`` (RO-Crate), ``provenance`` (in-toto), ``bag``, ``signature``; ``states`` which state is packed; ``ocfl``
keeps the packages of all releases (OCFL 1.1); ``verify`` and ``inspection`` read a package again, from itself alone.
"""
