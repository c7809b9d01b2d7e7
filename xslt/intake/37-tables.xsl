<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: a table holds a heading, rows and breaks, a row holds cells: whatever else stands there gets a row or a cell of its own.
     Input: TEI with @display:as. Output: the same words in the same order. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xmlns="http://www.tei-c.org/ns/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs">

  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:template match="table/text()[normalize-space()] | table/*[not(self::row or self::head)]" as="element(row)">
    <row display:as="block"><cell display:as="block"><xsl:next-match/></cell></row>
  </xsl:template>

  <xsl:template match="row/text()[normalize-space()] | row/*[not(self::cell)]" as="element(cell)">
    <cell display:as="block"><xsl:next-match/></cell>
  </xsl:template>

  <!-- A row or a cell outside a table is a line. -->
  <xsl:template match="row[not(parent::table)] | cell[not(parent::row/parent::table)]" as="element(ab)">
    <ab display:as="block"><xsl:apply-templates select="(@* except (@display:as, @rows, @cols)) | node()"/></ab>
  </xsl:template>

</xsl:stylesheet>
