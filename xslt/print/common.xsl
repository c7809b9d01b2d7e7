<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what both entries share: the families of elements, and the modes.
     The default mode makes of a text a tree of calls (namespace t) of the functions in layout; typst.xsl alone writes them as code. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/reading.xsl"/>
  <xsl:import href="../common/label.xsl"/>
  <xsl:import href="../common/markup.xsl"/>
  <xsl:import href="../common/note.xsl"/>
  <xsl:import href="../common/reference.xsl"/>

  <xsl:include href="typst.xsl"/>
  <xsl:include href="section.xsl"/>
  <xsl:include href="front.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="colophon.xsl"/>
  <xsl:include href="block.xsl"/>
  <xsl:include href="verse-drama.xsl"/>
  <xsl:include href="table.xsl"/>
  <xsl:include href="phrase.xsl"/>
  <xsl:include href="name.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="note.xsl"/>
  <xsl:include href="display.xsl"/>
  <xsl:include href="unknown.xsl"/>

  <xsl:mode on-no-match="text-only-copy" on-multiple-match="use-last" warning-on-no-match="false"/>
  <xsl:mode name="files" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="volume" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="parts" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="element(Q{}files)">
    <files>
      <xsl:apply-templates select="*" mode="files"/>
    </files>
  </xsl:template>

</xsl:stylesheet>
