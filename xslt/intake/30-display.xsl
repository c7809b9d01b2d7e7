<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: tell of every element whether it stands as a block or within a line, so that no format has to ask again.
     Input: TEI. Output: the same, each element of a text with @display:as (block, inline, hidden); unknown ones with @display:unknown, too. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs">

  <xsl:import href="../common/display.xsl"/>

  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:mode name="as" on-no-match="fail"/>

  <xsl:template match="*" as="element()">
    <xsl:variable name="content" as="node()*"><xsl:apply-templates/></xsl:variable>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="display:as" select="display:as(., $content)"/>
      <xsl:if test="display:kind(.) = 'unknown'"><xsl:attribute name="display:unknown" select="name()"/></xsl:if>
      <xsl:sequence select="$content"/>
    </xsl:copy>
  </xsl:template>

  <xsl:function name="display:as" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:variable name="kind" as="xs:string" select="display:kind($element)"/>
    <xsl:sequence select="
      if ($kind = ('division', 'block')) then 'block'
      else if ($kind = 'hidden') then 'hidden'
      else if ($content/self::*/@display:as = 'block' or $kind = ('either', 'unknown') and display:among-blocks($element)) then 'block'
      else 'inline'"/>
  </xsl:function>

  <!-- Whether what surrounds an element is blocks: it stands in a division, and no words beside it. -->
  <xsl:function name="display:among-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="display:kind($element/..) = 'division' and empty($element/../text()[normalize-space()])"/>
  </xsl:function>

  <xsl:template match="/" as="document-node()">
    <xsl:document><xsl:apply-templates/></xsl:document>
  </xsl:template>

  <!-- Speech is divided into paragraphs by segments, unless words stand beside them. -->
  <xsl:template match="u[not(text()[normalize-space()])]/seg | ab[seg][not(text()[normalize-space()])][@type = 'verse']/seg" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="display:as" select="'block'"/>
      <xsl:apply-templates/>
    </xsl:copy>
  </xsl:template>

</xsl:stylesheet>
