<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what stands before and behind the title page of an edition's book: half title, imprint. Input: a TEI or teiCorpus. Output: calls.
     Nothing is said that the headers do not say. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:cite="urn:edition:cite"
    xmlns:label="urn:edition:label"
    xmlns:print="urn:edition:print"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="half-title" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="imprint" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="teiCorpus" mode="half-title" as="element(t:half-title)">
    <t:half-title><xsl:value-of select="print:title(.)"/></t:half-title>
  </xsl:template>

  <!-- On the back of the title page: who publishes, under which licence, and how to cite, in each language by its own usage. -->
  <xsl:template match="TEI | teiCorpus" mode="imprint" as="element(t:imprint)">
    <xsl:variable name="book" as="element()" select="."/>
    <xsl:variable name="lang" as="xs:string" select="print:lang(.)"/>
    <t:imprint>
      <xsl:apply-templates select="root(.)/*/teiHeader/fileDesc/publicationStmt/(publisher | idno)" mode="imprint"/>
      <xsl:apply-templates select="teiHeader/fileDesc/publicationStmt/availability/*" mode="fact"/>
      <xsl:for-each select="'chicago', 'gost'">
        <t:fact label="{label:of('print.cite', $print:citations(.))}">
          <xsl:variable name="form" as="node()*"><xsl:apply-templates select="cite:item($book, $print:citations(.), .)" mode="cite:form"/></xsl:variable>
          <t:language code="{$print:citations(.)}"><xsl:apply-templates select="$form" mode="cited"/></t:language>
        </t:fact>
      </xsl:for-each>
    </t:imprint>
  </xsl:template>

  <xsl:variable name="print:citations" as="map(xs:string, xs:string)" select="map { 'chicago': 'en', 'gost': 'ru' }"/>

  <xsl:template match="publisher | idno" mode="imprint" as="element(t:fact)">
    <t:fact label="{if (self::idno) then @type else label:of('print.publisher', print:lang(.))}"><xsl:apply-templates/></t:fact>
  </xsl:template>

  <!-- A reference in its form: a slot that nothing fills says nothing. -->
  <xsl:mode name="cited" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:template match="cite:work" mode="cited" as="element(t:italic)">
    <t:italic><xsl:value-of select="."/></t:italic>
  </xsl:template>

  <xsl:template match="cite:slot[not(normalize-space(cite:value))]" mode="cited" as="empty-sequence()"/>

</xsl:stylesheet>
