"""Distributed Text Services 1.0 (https://dtsapi.org/specifications/versions/v1.0/): collections of texts, how each is divided, and any part of one.

``catalogue`` is what there is, ``passages`` cuts a text, ``objects`` words both as JSON-LD; ``static`` writes all as files (Level 0),
``answers`` and ``application`` answer queries (Level 1).
"""
