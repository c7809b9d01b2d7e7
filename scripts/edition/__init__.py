"""The toolchain of a digital scholarly edition in TEI P5: validate, transform, publish."""
