<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the printed edition, as sources for the typesetter.
     Input: a resolved teiCorpus. Output: files/file[@name], edition.typ and one file a text; each needs the folder layout beside it.
     Override: a family of elements has one stylesheet here; the design is in layout alone. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/time.xsl"/>
  <xsl:import href="../common/link.xsl"/>
  <xsl:import href="../cite/item.xsl"/>
  <xsl:import href="../cite/phrase.xsl"/>
  <xsl:import href="../cite/chicago.xsl"/>
  <xsl:import href="../cite/gost.xsl"/>

  <xsl:include href="common.xsl"/>
  <xsl:include href="volume.xsl"/>
  <xsl:include href="correspondence.xsl"/>
  <xsl:include href="imprint.xsl"/>
  <xsl:include href="signs.xsl"/>
  <xsl:include href="chronology.xsl"/>
  <xsl:include href="register.xsl"/>
  <xsl:include href="bibliography.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

</xsl:stylesheet>
