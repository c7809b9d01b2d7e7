<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: notes: a key in the text, drawn by the style sheet, and the note below with a way back. A group of notes is one note,
     in the language of the interface or that of its first words. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:note="urn:edition:note"
    xmlns:reference="urn:edition:reference"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="text//note | text//noteGrp" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <a role="doc-noteref" id="{@xml:id}.key" href="#{@xml:id}" aria-label="{(@n, label:of('note', $lang, ''))[1]}"/>
  </xsl:template>

  <xsl:template match="noteGrp" as="item()*">
    <xsl:apply-templates select="note"/>
  </xsl:template>

  <xsl:template match="note" as="element()">
    <span class="note"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="note | noteGrp" mode="entries" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li id="{@xml:id}">
      <a role="doc-backlink" href="#{@xml:id}.key"><xsl:sequence select="html:place(reference:short(.), $lang)"/></a>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="language:chosen(note:members(.), $lang)" mode="words"/>
      <xsl:apply-templates select="@cert" mode="entries"/>
    </li>
  </xsl:template>

  <xsl:mode name="words" on-no-match="fail"/>

  <xsl:template match="note" mode="words" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <span><xsl:sequence select="html:common(.)[name() ne 'lang'], html:tongue(., $lang)"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="@cert" mode="entries" as="item()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:text> </xsl:text>
    <small><xsl:value-of select="label:of('cert.' || ., $lang)"/></small>
  </xsl:template>

</xsl:stylesheet>
