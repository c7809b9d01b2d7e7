<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the language of an element as HTML may say it. Input: an attribute of a page. Output: the same, or none. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tongue="urn:edition:tongue"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/tongue.xsl"/>

  <xsl:template match="@lang[not(matches(., '^(en|ru)$'))]" mode="nesting" as="attribute(lang)?">
    <xsl:where-populated><xsl:attribute name="lang" select="tongue:tag(.)"/></xsl:where-populated>
  </xsl:template>

</xsl:stylesheet>
