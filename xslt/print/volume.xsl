<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: which parts each book of the edition has, in order.
     Input: the resolved teiCorpus. Output: the files of the volume and of each text by itself. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="teiCorpus" mode="files" as="element(Q{}file)+">
    <file name="edition.typ">
      <xsl:apply-templates select="." mode="volume"/>
    </file>
    <xsl:for-each select="TEI[@type = 'text']">
      <file name="{@xml:id}.typ">
        <xsl:apply-templates select="." mode="volume"/>
      </file>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="teiCorpus" mode="parts" as="element()+">
    <xsl:apply-templates select="." mode="title-page"/>
    <t:legend/>
    <t:contents/>
    <xsl:apply-templates select="teiHeader" mode="principles"/>
    <xsl:apply-templates select="TEI[@type = 'text']" mode="section"/>
    <xsl:apply-templates select="standOff/listAnnotation[@type = 'correspondences']" mode="correspondence"/>
    <xsl:apply-templates select="." mode="register">
      <xsl:with-param name="texts" as="element(TEI)*" select="TEI[@type = 'text']" tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:apply-templates select="." mode="colophon"/>
  </xsl:template>

  <xsl:template match="TEI" mode="parts" as="element()+">
    <xsl:apply-templates select="." mode="title-page"/>
    <t:legend/>
    <xsl:apply-templates select="." mode="section"/>
    <xsl:apply-templates select=".." mode="register">
      <xsl:with-param name="texts" as="element(TEI)*" select="." tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:apply-templates select="." mode="colophon"/>
  </xsl:template>

</xsl:stylesheet>
