<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: all that a page of TEI content needs, in one import: the families of elements and what is common to all formats. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:import href="../common/reading.xsl"/>
  <xsl:import href="../common/label.xsl"/>
  <xsl:import href="../common/link.xsl"/>
  <xsl:import href="../common/note.xsl"/>
  <xsl:import href="../common/quotation.xsl"/>
  <xsl:import href="../common/reference.xsl"/>
  <xsl:import href="unknown.xsl"/>
  <xsl:import href="display.xsl"/>
  <xsl:import href="page.xsl"/>
  <xsl:import href="text.xsl"/>
  <xsl:import href="header.xsl"/>
  <xsl:import href="block.xsl"/>
  <xsl:import href="inline.xsl"/>
  <xsl:import href="name.xsl"/>
  <xsl:import href="apparatus.xsl"/>
  <xsl:import href="note.xsl"/>

</xsl:stylesheet>
