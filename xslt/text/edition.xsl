<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the critical text of each text of an edition, a sentence a line, and the table that says which line is what.
     Input: a resolved teiCorpus. Output: files/file: NAME.critical.txt, NAME.critical.tsv (line, id, reference).
     A line is a sentence, or a whole block (verse line, heading) that is not divided into sentences; a blank line parts blocks, but not the
     verse lines of a stanza. What has no words in the critical reading has no line. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:plain="urn:edition:plain"
    xmlns:reading="urn:edition:reading"
    xmlns:reference="urn:edition:reference"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/reading.xsl"/>
  <xsl:import href="../common/reference.xsl"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="block" on-no-match="shallow-skip"/>
  <xsl:mode name="line" on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <files><xsl:apply-templates select="teiCorpus/TEI[text]"/></files>
  </xsl:template>

  <xsl:template match="TEI" as="element()+">
    <xsl:variable name="blocks" as="element(plain:block)*"><xsl:apply-templates select="text" mode="block"/></xsl:variable>
    <xsl:variable name="lines" as="element(plain:line)*">
      <xsl:for-each select="$blocks[plain:line]">
        <xsl:if test="position() gt 1 and not(@with-the-one-before)"><plain:line/></xsl:if>
        <xsl:sequence select="plain:line"/>
      </xsl:for-each>
    </xsl:variable>
    <file name="{@xml:id}.critical.txt"><xsl:value-of select="$lines ! (. || '&#10;')" separator=""/></file>
    <file name="{@xml:id}.critical.tsv">
      <xsl:text>line&#9;id&#9;reference&#10;</xsl:text>
      <xsl:for-each select="$lines">
        <xsl:if test="normalize-space()"><xsl:value-of select="string-join((position(), @id, @reference), '&#9;') || '&#10;'"/></xsl:if>
      </xsl:for-each>
    </file>
  </xsl:template>

  <xsl:template match="note | noteGrp" mode="block" priority="2" as="empty-sequence()"/>

  <xsl:template match="choice" mode="block" priority="1" as="element()*">
    <xsl:apply-templates select="reading:chosen(.)" mode="#current"/>
  </xsl:template>

  <xsl:template match="app" mode="block" priority="1" as="element()*">
    <xsl:apply-templates select="reading:lemma(.)" mode="#current"/>
  </xsl:template>

  <xsl:template match="surplus | del" mode="block" as="empty-sequence()"/>

  <xsl:template match="*[text()[normalize-space()] or s] | gap" mode="block" as="element(plain:block)">
    <plain:block>
      <xsl:if test="self::l and preceding-sibling::l"><xsl:attribute name="with-the-one-before" select="'yes'"/></xsl:if>
      <xsl:apply-templates select="if (s) then s else ." mode="line"/>
    </plain:block>
  </xsl:template>

  <xsl:template match="*" mode="line" as="element(plain:line)?">
    <xsl:variable name="words" as="xs:string" select="reading:critical(.)"/>
    <xsl:if test="$words">
      <plain:line id="{@xml:id}" reference="{reference:full(.)}"><xsl:value-of select="$words"/></plain:line>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
