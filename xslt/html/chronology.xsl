<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the dated statements of all texts in order. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="site:page[@name = 'chronology']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.chronology', $lang)"/></h1></header>
  </xsl:template>

</xsl:stylesheet>
