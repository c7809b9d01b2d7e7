<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the front page: title, what the edition offers, its texts in order with their openings, the ways in, its registers.
     Input: the teiCorpus. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:note="urn:edition:note"
    xmlns:page="urn:edition:page"
    xmlns:html="urn:edition:html"
    xmlns:reading="urn:edition:reading"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="teiCorpus" mode="file-name" as="text()">index.html</xsl:template>

  <xsl:template match="teiCorpus" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <header class="title-page">
      <p class="kind-of"><xsl:value-of select="label:of('home.kind', $lang)"/></p>
      <h1><xsl:value-of select="page:title(., $lang)"/></h1>
      <xsl:apply-templates select="teiHeader/fileDesc/titleStmt/(title[@type = 'main'][not(lang($lang))] | title[@type = 'sub'][lang($lang)])" mode="title"/>
      <xsl:apply-templates select="teiHeader/fileDesc/editionStmt/edition[@n]" mode="title-page"/>
    </header>
    <p class="lead"><xsl:value-of select="label:of('home.lead', $lang)"/></p>
    <xsl:apply-templates select="site:page[@name = 'search']" mode="site:ask"/>
    <section class="texts" aria-labelledby="texts">
      <h2 id="texts"><xsl:value-of select="label:of('texts', $lang)"/></h2>
      <ol><xsl:apply-templates select="TEI[text]" mode="contents"/></ol>
    </section>
    <section class="ways" aria-labelledby="ways">
      <h2 id="ways"><xsl:value-of select="label:of('home.ways', $lang)"/></h2>
      <ul><xsl:apply-templates select="site:page[label:has('way.' || @name)], teiHeader" mode="way"/></ul>
    </section>
    <section class="registers" aria-labelledby="registers">
      <h2 id="registers"><xsl:value-of select="label:of('registers', $lang)"/></h2>
      <ul><xsl:apply-templates select="TEI[not(text)]" mode="contents"/></ul>
    </section>
  </xsl:template>

  <xsl:mode name="title-page" on-no-match="fail"/>

  <xsl:template match="edition" mode="title-page" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <p class="version"><xsl:value-of select="page:version(., $lang)"/></p>
  </xsl:template>

  <xsl:mode name="contents" on-no-match="fail"/>

  <xsl:template match="TEI[text]" mode="contents" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li>
      <h3><a href="{@xml:id}.html"><xsl:value-of select="page:title(., $lang)"/></a></h3>
      <xsl:apply-templates select="teiHeader/fileDesc/titleStmt/(title[@type = 'main'][not(lang($lang))] | title[@type = 'sub'][lang($lang)])" mode="title"/>
      <p class="opening" lang="{html:lang(text)}"><xsl:value-of select="(text/body/p[@n ne '0']/s ! reading:critical(.))[1]"/></p>
      <p class="facts"><xsl:value-of select="html:facts(., $lang)"/></p>
    </li>
  </xsl:template>

  <!-- In which language a text is, and how much of it there is. -->
  <xsl:function name="html:facts" as="xs:string">
    <xsl:param name="text" as="element(TEI)"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="body" as="element()*" select="$text/text/body"/>
    <xsl:sequence select="string-join((
      label:of('lang.' || html:lang($text/text), $lang),
      label:of('home.paragraphs', $lang, string(count($body/p[not(@n = '0')]))),
      label:of('home.sentences', $lang, string(count($body/p[not(@n = '0')]/s))),
      label:of('home.notes', $lang, string(count(note:within($text/text))))), ' · ')"/>
  </xsl:function>

  <xsl:template match="TEI" mode="contents" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li>
      <a href="{@xml:id}.html"><xsl:value-of select="label:of(@xml:id, $lang)"/></a>
      <xsl:text> </xsl:text>
      <span class="count"><xsl:value-of select="count(standOff/*[@type = 'mentioned']/*)"/></span>
    </li>
  </xsl:template>

  <!-- A page that is a way into the texts, and what it is good for. -->
  <xsl:mode name="way" on-no-match="fail"/>

  <xsl:template match="*" mode="way" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li>
      <a>
        <xsl:attribute name="href"><xsl:apply-templates select="." mode="file-name"/></xsl:attribute>
        <xsl:apply-templates select="." mode="short-title"/>
      </a>
      <xsl:text> </xsl:text>
      <span><xsl:value-of select="label:of('way.' || (@name, 'about')[1], $lang)"/></span>
    </li>
  </xsl:template>

  <!-- Whether the interface has words under a key. -->
  <xsl:function name="label:has" as="xs:boolean">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="exists(key('label', $key, $label:words))"/>
  </xsl:function>

  <!-- The way into the search, where there is one. -->
  <xsl:mode name="site:ask" on-no-match="fail"/>

  <xsl:template match="site:page" mode="site:ask" as="element(Q{}form)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <form class="ask" role="search" action="search.html" method="get">
      <label for="ask"><xsl:value-of select="label:of('home.search', $lang)"/></label>
      <input id="ask" name="q" type="search" autocomplete="off"/>
      <button type="submit"><xsl:value-of select="label:of('page.search', $lang)"/></button>
    </form>
  </xsl:template>

</xsl:stylesheet>
