<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the navigation document (EPUB 3.3, section 7): contents to the second level, and the landmarks.
     Input: book:chapter[@name = 'nav'] in the corpus. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:book="urn:edition:book"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:language="urn:edition:language"
    xmlns:link="urn:edition:link"
    xmlns:note="urn:edition:note"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="toc" on-no-match="fail"/>
  <xsl:mode name="parts" on-no-match="deep-skip"/>

  <xsl:template match="book:chapter[@name = 'nav']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="chapters" as="element()+" select="book:chapters(/teiCorpus)"/>
    <nav role="doc-toc" aria-labelledby="chapter">
      <h1 id="chapter"><xsl:sequence select="book:label('book.nav', book:languages(.))"/></h1>
      <ol><xsl:apply-templates select="$chapters[not(self::teiCorpus or self::book:chapter/@name = ('cover', 'nav'))]" mode="toc"/></ol>
    </nav>
    <nav epub:type="landmarks" aria-labelledby="landmarks" hidden="">
      <h2 id="landmarks"><xsl:sequence select="book:label('book.landmarks', book:languages(.))"/></h2>
      <ol>
        <li><a epub:type="cover" href="cover.xhtml"><xsl:value-of select="label:of('book.cover', $lang)"/></a></li>
        <li><a epub:type="titlepage" href="title.xhtml"><xsl:value-of select="label:of('book.title', $lang)"/></a></li>
        <li><a epub:type="toc" href="nav.xhtml"><xsl:value-of select="label:of('book.nav', $lang)"/></a></li>
        <xsl:for-each select="$chapters[self::TEI[text]][1]"><li><a epub:type="bodymatter" href="{link:page(.)}"><xsl:value-of select="label:of('texts', $lang)"/></a></li></xsl:for-each>
        <xsl:for-each select="$chapters[self::TEI[not(text)]][1]"><li><a epub:type="index" href="{link:page(.)}"><xsl:value-of select="label:of('registers', $lang)"/></a></li></xsl:for-each>
        <li><a epub:type="colophon" href="colophon.xhtml"><xsl:value-of select="label:of('book.colophon', $lang)"/></a></li>
      </ol>
    </nav>
  </xsl:template>

  <xsl:template match="*" mode="toc" as="element()">
    <xsl:variable name="titles" as="element()+"><xsl:apply-templates select="." mode="titles"/></xsl:variable>
    <li>
      <a href="{link:page(.)}">
        <xsl:for-each-group select="$titles" group-by="string()">
          <xsl:value-of select="if (position() gt 1) then '&#xA0;· ' else ''"/>
          <span lang="{@lang}"><xsl:value-of select="."/></span>
        </xsl:for-each-group>
      </a>
      <xsl:where-populated><ol><xsl:apply-templates select="." mode="parts"/></ol></xsl:where-populated>
    </li>
  </xsl:template>

  <!-- The parts of a text's chapter, by the ids of their headings. -->
  <xsl:template match="TEI[text]" mode="parts" as="element()+">
    <xsl:variable name="chapter" as="element()" select="."/>
    <xsl:variable name="languages" as="xs:string+" select="book:languages(.)"/>
    <xsl:variable name="parts" as="map(xs:string, xs:string)+" select="
      map{'introduction': 'introduction.1'}[exists($chapter/teiHeader/profileDesc/abstract[normalize-space()])], map{'book.text': 'text'},
      map{'emendations': 'emendations'}[exists($chapter/standOff/listApp/app)], map{'notes': 'notes'}[exists(note:within($chapter/text))]"/>
    <xsl:for-each select="$parts ! map:keys(.)" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
      <xsl:variable name="key" as="xs:string" select="."/>
      <li><a href="{link:page($chapter)}#{($parts ! .($key))[1]}"><xsl:sequence select="book:label($key, $languages)"/></a></li>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
