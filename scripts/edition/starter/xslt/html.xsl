<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what this edition does otherwise on its pages. Laid over the stylesheets of the toolchain (xslt/html there). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:page="urn:edition:page"
    exclude-result-prefixes="#all">

  <!-- The style of this edition comes after all others. -->
  <xsl:template match="*" mode="style" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}own.css"/>
  </xsl:template>
</xsl:stylesheet>
