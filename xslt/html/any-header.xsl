<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the header of any document, whole, folded up below the text; open where there is no text. The style sheet draws the names of
     the fields. Input: TEI with @display:as. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xmlns:label="urn:edition:label"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="whole" on-no-match="fail"/>
  <xsl:mode name="field" on-no-match="fail"/>

  <xsl:template match="teiHeader" mode="whole" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <details class="file">
      <xsl:if test="not(normalize-space(string-join(../(text, sourceDoc, TEI, teiCorpus, standOff[not(@type = 'apparatus')]))))"><xsl:attribute name="open"/></xsl:if>
      <summary lang="{$lang}"><xsl:value-of select="label:of('header', $lang)"/></summary>
      <xsl:apply-templates select="* except xenoData" mode="field"/>
    </details>
  </xsl:template>

  <!-- A field's words, and when it was so; a note that stands as a block is still one. -->
  <xsl:template match="*" mode="field" as="element()">
    <div class="field" data-tei="{(@type[. = 'note'][current()/self::ab], local-name())[1]}">
      <xsl:apply-templates select="@when" mode="field"/>
      <xsl:apply-templates select="."/>
    </div>
  </xsl:template>

  <!-- Fields of a field. -->
  <xsl:template match="*[not(@display:mixed)][display:kind(.) = 'division' or */@display:as = 'block'][not(self::p or self::list or self::table or self::listBibl or self::biblStruct)]" mode="field" as="element()">
    <div class="field" data-tei="{local-name()}">
      <xsl:sequence select="html:common(.)"/>
      <xsl:apply-templates select="@when" mode="field"/>
      <xsl:apply-templates select="*" mode="field"/>
    </div>
  </xsl:template>

  <xsl:template match="*[not(normalize-space())][not(descendant-or-self::*/@when)]" mode="field" priority="1" as="empty-sequence()"/>

  <xsl:template match="@*" mode="field" as="attribute()">
    <xsl:attribute name="data-{local-name()}" select="."/>
  </xsl:template>

  <!-- The parts of a header that a page of our own edition tells apart. -->
  <xsl:template match="profileDesc | sourceDesc" mode="about" as="element()*"/>

  <xsl:template match="teiHeader" mode="making" as="element()">
    <xsl:apply-templates select="." mode="whole"/>
  </xsl:template>

</xsl:stylesheet>
