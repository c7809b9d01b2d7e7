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

  <!-- Who appears, and as what. -->
  <xsl:template match="castItem//role" priority="1" as="element(t:small-caps)">
    <t:small-caps><xsl:apply-templates/></t:small-caps>
  </xsl:template>

  <xsl:template match="castItem//roleDesc" priority="1" as="element(t:italic)">
    <t:italic><xsl:apply-templates/></t:italic>
  </xsl:template>

  <!-- Emphasis of a whole direction is the emphasis that directions have. -->
  <xsl:template match="(emph | hi)[parent::stage][not(@rend) or matches(@rend, 'ital')][count(../*) = 1][not(../text()[normalize-space()])]" priority="3" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="stage" as="element(t:direction)">
    <t:direction><xsl:apply-templates/></t:direction>
  </xsl:template>

  <xsl:template match="(l | p | speaker | ab)//stage" priority="1" as="element(t:italic)">
    <t:italic><xsl:apply-templates/></t:italic>
  </xsl:template>

</xsl:stylesheet>
