<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page of downloads and the file of links, once all that they offer has been made. Input: a resolved teiCorpus with a site:file for each file.
     Output: files/file, as of site.xsl, which makes all other pages. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="site.xsl"/>
  <xsl:import href="linkset.xsl"/>

  <xsl:mode name="linkset" on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="site" as="document-node()"><xsl:apply-templates select="." mode="site"/></xsl:variable>
    <files>
      <xsl:for-each select="page:languages($site/teiCorpus)">
        <xsl:apply-templates select="$site/teiCorpus/site:page[@name = 'downloads']" mode="page">
          <xsl:with-param name="lang" select="." tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:for-each>
      <xsl:apply-templates select="$site/teiCorpus" mode="linkset"/>
    </files>
  </xsl:template>

</xsl:stylesheet>
