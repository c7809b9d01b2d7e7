<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the edition as one electronic book (EPUB 3.3). Input: a resolved teiCorpus. Output: files/file, a chapter each in the order of
     reading, @name its path in the book; then cover.json, what the cover says.
     Method: as in the site, whose modules render texts and headers, each chapter is an element of one tree: those that the TEI has no
     element for (`book:chapter`) are added; here each chapter says what it is called (titles) and what stands in it (main).
     Override: the modes titles, main, role. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:book="urn:edition:book"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../html/content.xsl"/>
  <xsl:import href="../html/about.xsl"/>
  <xsl:import href="../html/register.xsl"/>
  <xsl:import href="../html/entity.xsl"/>
  <xsl:import href="../html/network.xsl"/>
  <xsl:import href="../html/correspondence.xsl"/>
  <xsl:import href="../html/chronology.xsl"/>
  <xsl:import href="xhtml.xsl"/>
  <xsl:import href="front.xsl"/>
  <xsl:import href="text.xsl"/>
  <xsl:import href="note.xsl"/>
  <xsl:import href="register.xsl"/>
  <xsl:import href="chronology.xsl"/>
  <xsl:import href="nav.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:mode name="book" on-no-match="shallow-copy"/>
  <xsl:mode name="chapter" on-no-match="fail"/>
  <xsl:mode name="titles" on-no-match="fail"/>
  <xsl:mode name="role" on-no-match="deep-skip"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="book" as="document-node()"><xsl:apply-templates select="." mode="book"/></xsl:variable>
    <files>
      <xsl:apply-templates select="book:chapters($book/teiCorpus)" mode="chapter"/>
      <file name="cover.json"><xsl:value-of select="serialize(book:cover($book/teiCorpus), map{'method': 'json'})"/></file>
    </files>
  </xsl:template>

  <!-- What the cover says, in each language. -->
  <xsl:function name="book:cover" as="map(*)">
    <xsl:param name="corpus" as="element(teiCorpus)"/>
    <xsl:variable name="languages" as="xs:string+" select="book:languages($corpus)"/>
    <xsl:variable name="described" as="element(fileDesc)" select="$corpus/teiHeader/fileDesc"/>
    <xsl:sequence select="map{
      'kind': array{$languages ! label:of('home.kind', .)},
      'titles': array{distinct-values($languages ! page:title($corpus, .))},
      'subtitles': array{distinct-values($languages ! label:in($described/titleStmt/title[@type = 'sub'], .) ! normalize-space())},
      'version': array{for $edition in $described/editionStmt/edition[@n], $language in $languages return page:version($edition, $language)}}"/>
  </xsl:function>

  <xsl:template match="/teiCorpus" mode="book" as="element(teiCorpus)">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()" mode="#current"/>
      <xsl:for-each select="'cover', 'nav', 'signs', 'chronology', 'colophon'"><book:chapter name="{.}"/></xsl:for-each>
    </xsl:copy>
  </xsl:template>

  <!-- The chapters in the order of reading. -->
  <xsl:function name="book:chapters" as="element()+">
    <xsl:param name="corpus" as="element(teiCorpus)"/>
    <xsl:sequence select="$corpus/book:chapter[@name = 'cover'], $corpus, $corpus/book:chapter[@name = ('nav', 'signs')], $corpus/teiHeader, $corpus/TEI[text],
      $corpus/standOff/listAnnotation[@type = 'correspondences'][annotation], $corpus/book:chapter[@name = 'chronology'][exists(book:moments($corpus))],
      $corpus/TEI[not(text)][standOff/*/*], $corpus/book:chapter[@name = 'colophon']"/>
  </xsl:function>

  <!-- The file of the chapter that an element belongs to. -->
  <xsl:function name="link:page" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/self::teiCorpus) then 'title.xhtml'
      else if ($element/self::book:chapter) then $element/@name || '.xhtml'
      else if ($element/ancestor-or-self::TEI) then $element/ancestor-or-self::TEI[1]/@xml:id || '.xhtml'
      else if ($element/ancestor-or-self::standOff) then 'correspondences.xhtml'
      else 'about.xhtml'"/>
  </xsl:function>

  <!-- The languages of a chapter: of those in which the edition has a title, that of the chapter's text before the others. -->
  <xsl:function name="book:languages" as="xs:string+">
    <xsl:param name="chapter" as="element()"/>
    <xsl:variable name="all" as="xs:string+" select="page:languages(root($chapter)/*)"/>
    <xsl:variable name="own" as="xs:string?" select="$chapter/self::TEI/text ! label:beside(language:of(.))"/>
    <xsl:sequence select="$all[. = $own], $all[not(. = $own)]"/>
  </xsl:function>

  <!-- A word of the interface in each of some languages, parted by middle dots. -->
  <xsl:function name="book:label" as="item()+">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="languages" as="xs:string+"/>
    <xsl:sequence select="book:in-each($languages, label:of($key, ?))"/>
  </xsl:function>

  <xsl:function name="book:in-each" as="item()*">
    <xsl:param name="languages" as="xs:string+"/>
    <xsl:param name="words" as="function(xs:string) as xs:string?"/>
    <xsl:for-each-group select="$languages[$words(.)]" group-by="$words(.)">
      <xsl:value-of select="if (position() gt 1) then '&#xA0;· ' else ''"/>
      <span lang="{.}"><xsl:value-of select="current-grouping-key()"/></span>
    </xsl:for-each-group>
  </xsl:function>

  <!-- What a chapter is called, in each of its languages: elements with words and @lang. -->
  <xsl:template match="*" mode="titles" as="element()+">
    <xsl:variable name="chapter" as="element()" select="."/>
    <xsl:for-each select="book:languages(.)"><title lang="{.}"><xsl:value-of select="book:title($chapter, .)"/></title></xsl:for-each>
  </xsl:template>

  <xsl:mode name="title-in" on-no-match="fail"/>

  <xsl:function name="book:title" as="xs:string">
    <xsl:param name="chapter" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="title" as="text()"><xsl:apply-templates select="$chapter" mode="title-in"><xsl:with-param name="lang" select="$lang"/></xsl:apply-templates></xsl:variable>
    <xsl:sequence select="string($title)"/>
  </xsl:function>

  <xsl:template match="teiCorpus | TEI[text]" mode="title-in" as="text()">
    <xsl:param name="lang" as="xs:string"/>
    <xsl:value-of select="page:title(., $lang)"/>
  </xsl:template>

  <xsl:template match="TEI" mode="title-in" as="text()">
    <xsl:param name="lang" as="xs:string"/>
    <xsl:value-of select="label:of(@xml:id, $lang)"/>
  </xsl:template>

  <xsl:template match="teiHeader" mode="title-in" as="text()">
    <xsl:param name="lang" as="xs:string"/>
    <xsl:value-of select="label:of('about', $lang)"/>
  </xsl:template>

  <xsl:template match="listAnnotation" mode="title-in" as="text()">
    <xsl:param name="lang" as="xs:string"/>
    <xsl:value-of select="label:of('correspondences.volume', $lang)"/>
  </xsl:template>

  <xsl:template match="book:chapter" mode="title-in" as="text()">
    <xsl:param name="lang" as="xs:string"/>
    <xsl:value-of select="label:of('book.' || @name, $lang)"/>
  </xsl:template>

  <!-- The heading of a chapter: its title, and below it the same in the other languages. -->
  <xsl:function name="book:heading" as="element()">
    <xsl:param name="chapter" as="element()"/>
    <xsl:variable name="titles" as="element()+"><xsl:apply-templates select="$chapter" mode="titles"/></xsl:variable>
    <header class="heading">
      <h1 id="chapter" lang="{$titles[1]/@lang}"><xsl:value-of select="$titles[1]"/></h1>
      <xsl:for-each select="$titles[position() gt 1][not(. = $titles[1])]"><p class="parallel" lang="{@lang}"><xsl:value-of select="."/></p></xsl:for-each>
    </header>
  </xsl:function>

  <!-- One chapter as a file. -->
  <xsl:template match="*" mode="chapter" as="element()">
    <xsl:variable name="lang" as="xs:string" select="book:languages(.)[1]"/>
    <xsl:variable name="main" as="node()*">
      <xsl:apply-templates select="." mode="main"><xsl:with-param name="lang" select="$lang" tunnel="yes"/></xsl:apply-templates>
    </xsl:variable>
    <xsl:variable name="content" as="document-node()">
      <xsl:document>
        <html lang="{$lang}">
          <head>
            <meta charset="utf-8"/>
            <title><xsl:value-of select="book:title(., $lang)"/></title>
            <link rel="stylesheet" type="text/css" href="style.css"/>
          </head>
          <body>
            <section>
              <xsl:apply-templates select="." mode="role"/>
              <xsl:if test="$main/descendant-or-self::*/@id = 'chapter'"><xsl:attribute name="aria-labelledby" select="'chapter'"/></xsl:if>
              <xsl:sequence select="$main"/>
            </section>
          </body>
        </html>
      </xsl:document>
    </xsl:variable>
    <file name="{link:page(.)}"><xsl:value-of select="book:serialized($content)"/></file>
  </xsl:template>

  <!-- What a chapter is in a book (DPUB-ARIA 1.1; EPUB’s own words are made of it). -->
  <xsl:template match="TEI[text]" mode="role" as="attribute()"><xsl:attribute name="role" select="'doc-chapter'"/></xsl:template>
  <xsl:template match="TEI[not(text)]" mode="role" as="attribute()"><xsl:attribute name="role" select="'doc-index'"/></xsl:template>
  <xsl:template match="teiHeader" mode="role" as="attribute()"><xsl:attribute name="role" select="'doc-preface'"/></xsl:template>
  <xsl:template match="listAnnotation | book:chapter[@name = 'chronology']" mode="role" as="attribute()"><xsl:attribute name="role" select="'doc-appendix'"/></xsl:template>
  <xsl:template match="book:chapter[@name = 'colophon']" mode="role" as="attribute()"><xsl:attribute name="role" select="'doc-colophon'"/></xsl:template>
  <xsl:template match="book:chapter[@name = 'cover']" mode="role" as="attribute()"><xsl:attribute name="aria-label" select="book:title(., book:languages(.)[1])"/></xsl:template>
  <xsl:template match="teiCorpus" mode="role" as="attribute()"><xsl:attribute name="epub:type" namespace="http://www.idpf.org/2007/ops" select="'titlepage'"/></xsl:template>

</xsl:stylesheet>
