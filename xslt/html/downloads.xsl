<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what can be taken away, and what is new. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="site:page[@name = 'downloads']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.downloads', $lang)"/></h1></header>
  </xsl:template>

  <xsl:template match="site:page[@name = 'news']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.news', $lang)"/></h1></header>
  </xsl:template>

</xsl:stylesheet>
