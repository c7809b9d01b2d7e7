<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what the texts say of the same events, side by side, in every language in which it is said.
     Input: listAnnotation[@type = 'correspondences'] of the corpus: an `annotation` an event, with @corresp the event, @ana the kind,
     @target the passages. Output: calls. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:reference="urn:edition:reference"
    xmlns:print="urn:edition:print"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="correspondence" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="listAnnotation" mode="correspondence" as="element(t:section)?">
    <xsl:param name="texts" as="element(TEI)*" tunnel="yes"/>
    <xsl:where-populated><xsl:apply-templates select=".[annotation/@target/tokenize(.) ! key('named', ., root(current()))/ancestor::TEI intersect $texts]" mode="correspondences"/></xsl:where-populated>
  </xsl:template>

  <xsl:mode name="correspondences" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="listAnnotation" mode="correspondences" as="element(t:section)">
    <xsl:param name="texts" as="element(TEI)*" tunnel="yes"/>
    <xsl:variable name="lang" as="xs:string" select="language:of(root(.)/*)"/>
    <xsl:variable name="languages" as="xs:string*" select="distinct-values(($lang, annotation/note/language:of(.)) ! label:beside(.))"/>
    <t:section>
      <t:head level="1"><xsl:value-of select="label:of('correspondences.volume', $languages[1])"/></t:head>
      <xsl:for-each select="$languages[position() gt 1]">
        <t:parallel-title><t:language code="{.}"><xsl:value-of select="label:of('correspondences.volume', .)"/></t:language></t:parallel-title>
      </xsl:for-each>
      <xsl:apply-templates select="annotation[@target/tokenize(.) ! key('named', ., root(current()))/ancestor::TEI intersect $texts]" mode="correspondence">
        <xsl:with-param name="languages" select="$languages" tunnel="yes"/>
      </xsl:apply-templates>
    </t:section>
  </xsl:template>

  <xsl:template match="annotation" mode="correspondence" as="element(t:correspondence)">
    <xsl:param name="languages" as="xs:string+" tunnel="yes"/>
    <t:correspondence id="{@xml:id}">
      <t:body><xsl:apply-templates select="@corresp" mode="#current"/></t:body>
      <t:body><xsl:apply-templates select="@ana" mode="#current"/></t:body>
      <t:body><xsl:apply-templates select="@target" mode="#current"/></t:body>
      <t:body><xsl:sequence select="print:words(note, $languages[1], ())"/></t:body>
    </t:correspondence>
  </xsl:template>

  <!-- The event by its names, linked with its entry. -->
  <xsl:template match="@corresp" mode="correspondence" as="node()*">
    <xsl:param name="languages" as="xs:string+" tunnel="yes"/>
    <xsl:for-each select="tokenize(.) ! key('named', ., root(current()))">
      <xsl:value-of select="if (position() gt 1) then ', ' else ''"/>
      <t:name to="{@xml:id}"><xsl:sequence select="print:in-each($languages, label:name(., ?))"/></t:name>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="@ana" mode="correspondence" as="node()*">
    <xsl:param name="languages" as="xs:string+" tunnel="yes"/>
    <xsl:sequence select="print:in-each($languages, label:declared(., ?))"/>
    <xsl:text>: </xsl:text>
  </xsl:template>

  <xsl:template match="@target" mode="correspondence" as="node()*">
    <xsl:for-each select="tokenize(.) ! key('named', ., root(current()))">
      <xsl:value-of select="if (position() gt 1) then ', ' else ''"/>
      <t:name to="{@xml:id}"><xsl:value-of select="translate(reference:full(.), ' ', '&#xA0;')"/></t:name>
      <t:on-page to="{@xml:id}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The same in several languages, parted by middle dots. -->
  <xsl:function name="print:in-each" as="node()*">
    <xsl:param name="languages" as="xs:string*"/>
    <xsl:param name="words" as="function(xs:string) as xs:string?"/>
    <xsl:for-each select="$languages">
      <xsl:value-of select="if (position() gt 1) then ' · ' else ''"/>
      <t:language code="{.}"><xsl:value-of select="$words(.)"/></t:language>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
