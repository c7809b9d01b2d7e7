<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the HTML edition. Input: a resolved teiCorpus. Output: files/file, one a page; @name is its path in the site. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="content.xsl"/>
  <xsl:import href="home.xsl"/>
  <xsl:import href="about.xsl"/>
  <xsl:import href="register.xsl"/>
  <xsl:import href="correspondence.xsl"/>

  <xsl:template match="/" as="element()">
    <files>
      <xsl:apply-templates select="teiCorpus, teiCorpus/teiHeader, teiCorpus/TEI" mode="page"/>
    </files>
  </xsl:template>

</xsl:stylesheet>
