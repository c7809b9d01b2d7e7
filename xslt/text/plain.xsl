<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the critical text of any TEI document as plain text. Input: a resolved TEI or teiCorpus. Output: files/file with text:
     the title, then a block a paragraph, heading, verse line or cell, parted by blank lines (verse lines by line ends), then the notes
     in the language of the text, or in that of their first words. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:language="urn:edition:language"
    xmlns:note="urn:edition:note"
    xmlns:reading="urn:edition:reading"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/reading.xsl"/>
  <xsl:import href="../common/language.xsl"/>
  <xsl:import href="../common/note.xsl"/>

  <xsl:mode on-no-match="shallow-skip"/>
  <xsl:mode name="note" on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <files><file name="standalone.txt"><xsl:apply-templates select="descendant-or-self::TEI | descendant-or-self::teiCorpus/(text | sourceDoc)"/></file></files>
  </xsl:template>

  <xsl:template match="TEI" as="text()*">
    <xsl:value-of select="normalize-space(teiHeader/fileDesc/titleStmt/title[1]) || '&#10;&#10;'"/>
    <xsl:apply-templates select="text | sourceDoc"/>
    <xsl:apply-templates select="note:within(text)" mode="note"/>
  </xsl:template>

  <xsl:template match="note[ancestor::text] | noteGrp[ancestor::text]" priority="1" as="empty-sequence()"/>

  <xsl:template match="choice" priority="1" as="text()*">
    <xsl:apply-templates select="reading:chosen(.)"/>
  </xsl:template>

  <xsl:template match="app" priority="1" as="text()*">
    <xsl:apply-templates select="reading:lemma(.)"/>
  </xsl:template>

  <xsl:template match="surplus | del" priority="1" as="empty-sequence()"/>

  <!-- An element with text of its own is a block; its parts are read together. -->
  <xsl:template match="*[text()[normalize-space()] or s] | gap" as="text()?">
    <xsl:apply-templates select="reading:critical(.)[. ne '']" mode="block">
      <xsl:with-param name="end" select="if (self::l or self::cell) then '&#10;' else '&#10;&#10;'"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="lg" as="text()*">
    <xsl:apply-templates/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:mode name="block" on-no-match="fail"/>

  <xsl:template match="." mode="block" as="text()">
    <xsl:param name="end" as="xs:string"/>
    <xsl:value-of select=". || $end"/>
  </xsl:template>

  <xsl:template match="note | noteGrp" mode="note" as="text()">
    <xsl:variable name="words" as="element(note)*" select="language:chosen(note:members(.), language:of(ancestor::text[1]))"/>
    <xsl:value-of select="'[' || @n || '] ' || string-join($words ! reading:critical(node()), ' ') || '&#10;'"/>
  </xsl:template>

</xsl:stylesheet>
