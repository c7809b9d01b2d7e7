<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the home page: what the edition is, its texts in order, its registers. Input: the teiCorpus. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:page="urn:edition:page"
    xmlns:html="urn:edition:html"
    xmlns:reading="urn:edition:reading"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="teiCorpus" mode="file-name" as="text()">index.html</xsl:template>

  <xsl:template match="teiCorpus" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <header class="heading">
      <h1><xsl:value-of select="page:title(., $lang)"/></h1>
      <xsl:apply-templates select="teiHeader/fileDesc/titleStmt/(title[@type = 'main'][not(lang($lang))] | title[@type = 'sub'][lang($lang)])" mode="title"/>
    </header>
    <xsl:apply-templates select="teiHeader/encodingDesc/projectDesc" mode="about"/>
    <section aria-labelledby="texts">
      <h2 id="texts"><xsl:value-of select="label:of('texts', $lang)"/></h2>
      <ol class="contents"><xsl:apply-templates select="TEI[text]" mode="contents"/></ol>
    </section>
    <section aria-labelledby="registers">
      <h2 id="registers"><xsl:value-of select="label:of('registers', $lang)"/></h2>
      <ul class="contents"><xsl:apply-templates select="TEI[not(text)]" mode="contents"/></ul>
    </section>
  </xsl:template>

  <xsl:mode name="contents" on-no-match="fail"/>

  <xsl:template match="TEI[text]" mode="contents" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li>
      <a href="{@xml:id}.html"><xsl:value-of select="page:title(., $lang)"/></a>
      <xsl:apply-templates select="teiHeader/fileDesc/titleStmt/(title[@type = 'main'][not(lang($lang))] | title[@type = 'sub'][lang($lang)])" mode="title"/>
      <p class="opening" lang="{html:lang(text)}"><xsl:value-of select="(text/body/p[@n ne '0']/s ! reading:critical(.))[1]"/></p>
    </li>
  </xsl:template>

  <xsl:template match="TEI" mode="contents" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li>
      <a href="{@xml:id}.html"><xsl:value-of select="label:of(@xml:id, $lang)"/></a>
      <xsl:text> </xsl:text>
      <span class="count"><xsl:value-of select="count(standOff/*[@type = 'mentioned']/*)"/></span>
    </li>
  </xsl:template>

</xsl:stylesheet>
