<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the colophon, and the page for what is not there. Input: a page of the site in a corpus with a site:tool for each tool:
     @name, @version, @package, @licence. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:html="urn:edition:html"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="site:page[@name = 'colophon']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="described" as="element()" select="../teiHeader/fileDesc"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.colophon', $lang)"/></h1></header>
    <section class="colophon">
      <h2><xsl:value-of select="label:of('colophon.edition', $lang)"/></h2>
      <p class="name"><xsl:value-of select="page:title(/*, $lang)"/></p>
      <xsl:apply-templates select="$described/titleStmt/title[@type = 'sub'][lang($lang)]" mode="title"/>
      <xsl:apply-templates select="$described/(editionStmt/edition[@n], publicationStmt/publisher)" mode="colophon"/>
    </section>
    <section class="colophon">
      <h2><xsl:value-of select="label:of('colophon.typefaces', $lang)"/></h2>
      <p>
        <xsl:value-of select="label:of('colophon.site', $lang) || ' '"/>
        <a href="{page:assets(., $lang)}fonts/OFL.txt"><xsl:value-of select="label:of('colophon.licence.fonts', $lang)"/></a>
      </p>
      <p><xsl:value-of select="label:of('colophon.print', $lang)"/></p>
    </section>
    <section class="colophon">
      <h2><xsl:value-of select="label:of('colophon.tools', $lang)"/></h2>
      <p><xsl:value-of select="label:of('colophon.tools.lead', $lang)"/></p>
      <xsl:where-populated><ul class="tools"><xsl:apply-templates select="../site:tool" mode="colophon"/></ul></xsl:where-populated>
      <p><xsl:value-of select="label:of('colophon.still', $lang)"/></p>
    </section>
    <section class="colophon">
      <h2><xsl:value-of select="label:of('availability', $lang)"/></h2>
      <xsl:apply-templates select="$described/publicationStmt/availability"/>
    </section>
  </xsl:template>

  <xsl:mode name="colophon" on-no-match="fail"/>

  <xsl:template match="edition" mode="colophon" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <p><xsl:value-of select="page:version(., $lang)"/></p>
    <xsl:where-populated><p lang="{html:lang(.)}"><xsl:value-of select="normalize-space()"/></p></xsl:where-populated>
  </xsl:template>

  <xsl:template match="publisher" mode="colophon" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <p><xsl:value-of select="label:of('colophon.publisher', $lang, if (normalize-space() = /*/teiHeader/fileDesc/titleStmt/title/normalize-space()) then page:title(/*, $lang) else normalize-space())"/></p>
  </xsl:template>

  <xsl:template match="site:tool" mode="colophon" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li>
      <b><xsl:value-of select="@name"/></b>
      <xsl:value-of select="' ' || @version || ' (' || @licence || ') '"/>
      <span><xsl:value-of select="label:of('tool.' || @package, $lang)"/></span>
    </li>
  </xsl:template>

  <!-- The page for what is not there. A host shows it at whatever address was asked for, so it needs nothing from beside it: its style is
       inside, its links hold from the top of the site and from the folder of a language, and a script mends them for deeper addresses. -->

  <xsl:template match="site:page[@name = '404']" mode="style" as="element()+">
    <link rel="icon" href="data:,"/>
    <style><xsl:value-of select="unparsed-text('inline/lost.css')"/></style>
  </xsl:template>

  <xsl:template match="site:page[@name = '404']" mode="script" as="element()">
    <script><xsl:value-of select="unparsed-text('inline/lost.js')"/></script>
  </xsl:template>

  <xsl:template match="site:page[@name = '404']" mode="metadata" as="element()">
    <meta name="robots" content="noindex"/>
  </xsl:template>

  <xsl:template match="site:page[@name = '404']" mode="alternates navigation" as="empty-sequence()"/>

  <xsl:template match="site:page[@name = '404']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="here" as="element()" select="."/>
    <h1><xsl:value-of select="label:of('page.404', $lang)"/></h1>
    <xsl:apply-templates select="." mode="lost"/>
    <xsl:for-each select="page:languages(/*)[. ne $lang]">
      <section lang="{.}">
        <h2><xsl:value-of select="label:of('page.404', .)"/></h2>
        <xsl:apply-templates select="$here" mode="lost">
          <xsl:with-param name="lang" select="." tunnel="yes"/>
          <xsl:with-param name="folder" select="page:top($here, $lang) || page:folder($here, .)"/>
        </xsl:apply-templates>
      </section>
    </xsl:for-each>
  </xsl:template>

  <!-- What to do now, in one language, whose pages are in a folder seen from here. -->
  <xsl:mode name="lost" on-no-match="fail"/>

  <xsl:template match="site:page" mode="lost" as="element()+">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:param name="folder" as="xs:string" select="''"/>
    <p><xsl:value-of select="label:of('lost.lead', $lang)"/></p>
    <ul>
      <li><a href="{$folder}index.html"><xsl:value-of select="label:of('lost.back', $lang)"/></a></li>
      <li><a href="{$folder}search.html"><xsl:value-of select="label:of('lost.search', $lang)"/></a></li>
      <xsl:for-each select="/teiCorpus/TEI[text]">
        <li><a href="{$folder}{@xml:id}.html"><xsl:value-of select="page:title(., $lang)"/></a></li>
      </xsl:for-each>
    </ul>
  </xsl:template>

</xsl:stylesheet>
