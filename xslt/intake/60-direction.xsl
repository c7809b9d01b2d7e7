<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: which way a text runs, by its letters, whatever is said of its language. Input: TEI with @display:as. Output: the same; in a
     document with letters of scripts written from right to left, each text and each block of words has @display:dir (ltr, rtl). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs">

  <xsl:mode on-no-match="shallow-copy"/>

  <!-- Hebrew, Arabic, Syriac, Thaana, N’Ko, Samaritan, Mandaic, and the presentation forms. -->
  <xsl:variable name="display:leftward" as="xs:string" select="'[&#x591;-&#x8FF;&#xFB1D;-&#xFDFF;&#xFE70;-&#xFEFC;&#x10800;-&#x10FFF;&#x1E800;-&#x1EEFF;]'"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:apply-templates select="if (matches(string(.), $display:leftward)) then * else ()"/>
      <xsl:copy-of select="*[not(matches(string(.), $display:leftward))]"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="text | sourceDoc | (text | sourceDoc | standOff)//*[@display:as = 'block'][not(*/@display:as = 'block')][normalize-space()]" as="element()">
    <xsl:variable name="leftward" as="xs:integer" select="string-length(replace(., replace($display:leftward, '\[', '[^'), ''))"/>
    <xsl:variable name="letters" as="xs:integer" select="string-length(replace(., '\P{L}', ''))"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="display:dir" select="if (2 * $leftward gt $letters) then 'rtl' else 'ltr'"/>
      <xsl:apply-templates/>
    </xsl:copy>
  </xsl:template>

</xsl:stylesheet>
