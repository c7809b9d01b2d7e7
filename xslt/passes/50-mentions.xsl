<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: tell each entry of a register where it is mentioned.
     Input: a teiCorpus with resolved pointers. Output: the same; an entry that a text points to ends in note[@type='mentions'] with one `ref`
     a mention: @target the sentence, content the form attested in the source, @n the form that is read if it differs, @cert if the editors
     gave one.
     A mention is counted once, in the source reading; names inside editorial readings and notes are not mentions. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:reading="urn:edition:reading"
    xmlns="http://www.tei-c.org/ns/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/reading.xsl"/>

  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:mode name="mention" on-no-match="fail"/>
  <xsl:mode name="read" on-no-match="fail"/>

  <xsl:key name="mention" match="text//*[@ref][ancestor::s][not(ancestor::corr | ancestor::reg | ancestor::expan | ancestor::supplied | ancestor::note)]"
      use="tokenize(@ref) ! substring-after(., '#')"/>

  <xsl:template match="teiCorpus/TEI/standOff/*/*[@xml:id][key('mention', @xml:id)]" as="element()">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
      <note type="mentions">
        <xsl:apply-templates select="key('mention', @xml:id)" mode="mention"/>
      </note>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="*" mode="mention" as="element(ref)">
    <ref target="#{ancestor::s[1]/@xml:id}">
      <xsl:variable name="form" as="xs:string" select="reading:source(.)"/>
      <xsl:variable name="read" as="element()?"><xsl:apply-templates select="." mode="read"/></xsl:variable>
      <xsl:where-populated><xsl:attribute name="n" select="$read ! reading:critical(.)[not(. = ($form, replace($form, ' \| ', ' ')))]"/></xsl:where-populated>
      <xsl:copy-of select="@cert"/>
      <xsl:value-of select="$form"/>
    </ref>
  </xsl:template>

  <!-- The name that is read where the source has this one: itself, or that of the same thing in the reading that takes its place. -->
  <xsl:template match="*" mode="read" as="element()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="(sic | orig)//*" mode="read" as="element()?">
    <xsl:sequence select="(ancestor::choice[last()]/(corr | reg)//*[@ref = current()/@ref])[1]"/>
  </xsl:template>

</xsl:stylesheet>
