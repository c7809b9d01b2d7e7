<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: any TEI document in print, a stranger's too.
     Input: a TEI or teiCorpus, resolved. Output: files/file[@name = 'standalone.typ']; it needs the folder layout beside it.
     Elements that have no template print their content, visibly marked, and are named once in a message. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:label="urn:edition:label"
    xmlns:print="urn:edition:print"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:include href="common.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template match="/*" mode="files" as="element(Q{}file)">
    <file name="standalone.typ">
      <xsl:apply-templates select="." mode="volume"/>
    </file>
  </xsl:template>

  <xsl:template match="*" mode="parts" as="element()*">
    <xsl:apply-templates select="." mode="title-page"/>
    <t:contents title="{label:of('print.contents', print:lang(.))}"/>
    <xsl:apply-templates select="descendant-or-self::TEI[text]" mode="section"/>
    <xsl:apply-templates select="." mode="colophon"/>
  </xsl:template>

</xsl:stylesheet>
