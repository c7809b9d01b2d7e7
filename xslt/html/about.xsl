<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page about the edition, from its header: principles, classes, who made what. Input: the corpus header. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="teiHeader" mode="file-name" as="text()">about.html</xsl:template>

  <xsl:template match="teiHeader" mode="page-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('about', $lang)"/>
  </xsl:template>

  <xsl:template match="teiHeader" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <header class="heading"><h1><xsl:value-of select="label:of('about', $lang)"/></h1></header>
    <xsl:apply-templates select="encodingDesc/projectDesc, fileDesc/sourceDesc/p" mode="about"/>
    <section>
      <h2><xsl:value-of select="label:of('principles', $lang)"/></h2>
      <xsl:apply-templates select="encodingDesc/(samplingDecl, editorialDecl)" mode="about"/>
    </section>
    <xsl:apply-templates select="encodingDesc/classDecl/taxonomy" mode="about"/>
    <section>
      <h2><xsl:value-of select="label:of('responsibility', $lang)"/></h2>
      <dl><xsl:apply-templates select="fileDesc/titleStmt/respStmt" mode="about"/></dl>
    </section>
  </xsl:template>

</xsl:stylesheet>
