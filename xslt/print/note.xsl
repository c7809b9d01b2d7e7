<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: notes: a number in the text, and the notes of a text after it, each linked with the other.
     Input: note or noteGrp inside text, numbered. Output: calls. What a group says in several languages stands in all of them, that of the text
     first; the certainty stands after each, in its language. A note on a note has its number there. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:display="urn:edition:display"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:note="urn:edition:note"
    xmlns:reference="urn:edition:reference"
    xmlns:print="urn:edition:print"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="notes" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:mode name="words" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="text//note | text//noteGrp" priority="1" as="element(t:note-mark)">
    <t:note-mark id="{@xml:id}" n="{@n}"/>
  </xsl:template>

  <xsl:template match="noteGrp | note" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="TEI" mode="notes" as="element(t:notes)?">
    <xsl:if test="exists(note:within(text))">
      <t:notes title="{label:of('notes', label:beside(language:of(text)))}"><xsl:apply-templates select="note:within(text)" mode="notes"/></t:notes>
    </xsl:if>
  </xsl:template>

  <xsl:template match="note | noteGrp" mode="notes" as="element(t:note)">
    <t:note id="{@xml:id}" n="{@n}" loc="{ancestor::s[1][@n]/reference:short(.)}" kind="{'blocks'[current()/node()[normalize-space() or self::*][1]/@display:as = 'block' and not(current()/node()[normalize-space() or self::*][1]/self::p)]}">
      <xsl:sequence select="print:words(note:members(.), language:of(ancestor::text[1]), @cert)"/>
    </t:note>
  </xsl:template>

  <!-- What notes say: those in a language, then the others apart from them. -->
  <xsl:function name="print:words" as="node()*">
    <xsl:param name="notes" as="element(note)*"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:param name="cert" as="attribute(cert)?"/>
    <xsl:variable name="first" as="element(note)*" select="language:chosen($notes, $lang)"/>
    <xsl:for-each select="$first">
      <xsl:value-of select="if (position() gt 1) then ' ' else ''"/>
      <xsl:apply-templates select="." mode="words"><xsl:with-param name="cert" select="$cert"/></xsl:apply-templates>
    </xsl:for-each>
    <xsl:for-each select="$notes except $first">
      <t:parallel><xsl:apply-templates select="." mode="words"><xsl:with-param name="cert" select="$cert"/></xsl:apply-templates></t:parallel>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="note" mode="words" as="element(t:words)">
    <xsl:param name="cert" as="attribute(cert)?"/>
    <xsl:variable name="lang" as="xs:string" select="language:of(.)"/>
    <t:words code="{$lang}" remark="{$cert[. ne 'high'] ! label:of('cert.' || ., label:beside($lang))}"><xsl:apply-templates/></t:words>
  </xsl:template>

</xsl:stylesheet>
