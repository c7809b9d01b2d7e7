<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: which parts each book of the edition has, in order.
     Input: the resolved teiCorpus. Output: the files of the volume and of each text by itself. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:label="urn:edition:label"
    xmlns:print="urn:edition:print"
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
    <t:front-matter>
      <t:block-anchor id="{@xml:id}"/>
      <xsl:apply-templates select="." mode="half-title"/>
      <xsl:apply-templates select="." mode="title-page"/>
      <xsl:apply-templates select="." mode="imprint"/>
      <t:contents title="{label:of('print.contents', print:lang(.))}"/>
      <xsl:apply-templates select="teiHeader" mode="principles"/>
      <xsl:apply-templates select="." mode="signs"/>
    </t:front-matter>
    <t:main-matter>
      <xsl:apply-templates select="TEI[@type = 'text']" mode="section"/>
      <xsl:apply-templates select="." mode="back-matter">
        <xsl:with-param name="texts" as="element(TEI)*" select="TEI[@type = 'text']" tunnel="yes"/>
      </xsl:apply-templates>
    </t:main-matter>
  </xsl:template>

  <xsl:template match="TEI" mode="parts" as="element()+">
    <t:front-matter>
      <xsl:apply-templates select="." mode="title-page"/>
      <xsl:apply-templates select="." mode="imprint"/>
      <t:contents title="{label:of('print.contents', print:lang(.))}"/>
      <xsl:apply-templates select="." mode="signs"/>
    </t:front-matter>
    <t:main-matter>
      <xsl:apply-templates select="." mode="section"/>
      <t:run-on>
        <xsl:apply-templates select="." mode="back-matter">
          <xsl:with-param name="texts" as="element(TEI)*" select="." tunnel="yes"/>
        </xsl:apply-templates>
      </t:run-on>
    </t:main-matter>
  </xsl:template>

  <xsl:mode name="back-matter" on-no-match="fail" on-multiple-match="fail"/>

  <!-- What follows the texts is about those in this book. -->
  <xsl:template match="TEI | teiCorpus" mode="back-matter" as="element()+">
    <xsl:variable name="edition" as="element(teiCorpus)" select="root(.)/teiCorpus"/>
    <xsl:apply-templates select="$edition/standOff/listAnnotation[@type = 'correspondences']" mode="correspondence"/>
    <xsl:apply-templates select="$edition" mode="chronology"/>
    <xsl:apply-templates select="$edition" mode="register"/>
    <xsl:apply-templates select="$edition" mode="bibliography"/>
    <xsl:apply-templates select="." mode="colophon"/>
  </xsl:template>

</xsl:stylesheet>
