<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: tell of every element whether it stands as a block or within a line, so that no format has to ask again.
     Input: TEI. Output: the same, each element with @display:as (block, inline, hidden); with @display:mixed where it
     has words of its own, @display:unknown where TEI has no such element. -->
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
    <xsl:param name="among-blocks" as="xs:boolean" select="true()"/>
    <xsl:variable name="mixed" as="xs:boolean" select="exists(text()[normalize-space()])"/>
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates><xsl:with-param name="among-blocks" select="not($mixed) and display:kind(.) = 'division'"/></xsl:apply-templates>
    </xsl:variable>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="display:as" select="display:as(display:here(.), not(self::note or self::noteGrp) and $content/self::*/@display:as = 'block', $among-blocks)"/>
      <xsl:if test="$mixed"><xsl:attribute name="display:mixed"/></xsl:if>
      <xsl:if test="display:kind(.) = 'unknown'"><xsl:attribute name="display:unknown" select="name()"/></xsl:if>
      <xsl:sequence select="$content"/>
    </xsl:copy>
  </xsl:template>

  <!-- By its kind, whether it holds blocks, and whether blocks surround it: it stands in a division, and no words beside it. -->
  <xsl:function name="display:as" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="holds-blocks" as="xs:boolean"/>
    <xsl:param name="among-blocks" as="xs:boolean"/>
    <xsl:sequence select="
      if ($kind = 'hidden') then 'hidden'
      else if ($kind = ('division', 'block') or $holds-blocks or ($among-blocks and $kind = ('either', 'unknown'))) then 'block'
      else 'inline'"/>
  </xsl:function>

  <xsl:template match="/" as="document-node()">
    <xsl:document><xsl:apply-templates/></xsl:document>
  </xsl:template>

  <!-- Speech is divided into paragraphs by segments, a letterhead into what stands left, right and in the middle, unless words stand beside them. -->
  <xsl:function name="display:here" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/self::seg[parent::u or tokenize(@rend) = ('left', 'right', 'center')]/parent::*[not(text()[normalize-space()])]) then 'block' else display:kind($element)"/>
  </xsl:function>

</xsl:stylesheet>
