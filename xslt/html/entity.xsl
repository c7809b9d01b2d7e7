<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page of one entry of a register. Input: the entry in the corpus. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:page="urn:edition:page"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="standOff/*/*" mode="file-name" as="text()">
    <xsl:value-of select="@xml:id || '.html'"/>
  </xsl:template>

  <xsl:template match="standOff/*/*" mode="short-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="normalize-space(label:in(*[@type = 'preferred'], $lang))"/>
  </xsl:template>

  <xsl:template match="standOff/*/*" mode="page-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="normalize-space(label:in(*[@type = 'preferred'], $lang)) || ' · ' || page:title(/*, $lang)"/>
  </xsl:template>

  <xsl:template match="standOff/*/*" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <article class="entry" id="{@xml:id}">
      <header class="heading"><h1><xsl:value-of select="normalize-space(label:in(*[@type = 'preferred'], $lang))"/></h1></header>
    </article>
  </xsl:template>

</xsl:stylesheet>
