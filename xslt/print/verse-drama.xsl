<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: verse and plays.
     Input: lg, l, sp, speaker, stage. Output: calls. Every fifth verse that has a number shows it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="lg | sp" as="element(t:stanza)">
    <t:stanza id="{@xml:id}"><xsl:apply-templates/></t:stanza>
  </xsl:template>

  <xsl:template match="l" as="element(t:verse)">
    <t:verse id="{@xml:id}" n="{@n[matches(., '^\d*[05]$')]}"><xsl:apply-templates/></t:verse>
  </xsl:template>

  <xsl:template match="speaker" as="element(t:speaker)">
    <t:speaker><xsl:apply-templates/></t:speaker>
  </xsl:template>

  <xsl:template match="stage" as="element(t:direction)">
    <t:direction><xsl:apply-templates/></t:direction>
  </xsl:template>

  <xsl:template match="(l | p | speaker | ab)//stage" priority="1" as="element(t:italic)">
    <t:italic><xsl:apply-templates/></t:italic>
  </xsl:template>

</xsl:stylesheet>
