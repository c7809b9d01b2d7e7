<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the HTML edition, in each language in which the edition has a title. Input: a resolved teiCorpus. Output: files/file, one a page;
     @name is its path in the site. English, or the first language, is at the top; every other has a folder of its own with the same names. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:page="urn:edition:page"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="content.xsl"/>
  <xsl:import href="home.xsl"/>
  <xsl:import href="about.xsl"/>
  <xsl:import href="register.xsl"/>
  <xsl:import href="correspondence.xsl"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="corpus" as="element(teiCorpus)" select="teiCorpus"/>
    <files>
      <xsl:for-each select="page:languages($corpus)">
        <xsl:apply-templates select="$corpus, $corpus/teiHeader, $corpus/TEI" mode="page">
          <xsl:with-param name="lang" select="." tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </files>
  </xsl:template>

</xsl:stylesheet>
