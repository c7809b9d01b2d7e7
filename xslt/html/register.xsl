<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page of a register: every entry with its names, dates, identifiers and mentions. Input: an authority file of the corpus. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xmlns:html="urn:edition:html"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Where an identifier leads, by the name of the authority that gave it. -->
  <xsl:variable name="addresses" as="map(xs:string, xs:string)" select="map{
    'wikidata': 'https://www.wikidata.org/wiki/',
    'viaf': 'https://viaf.org/viaf/',
    'gnd': 'https://d-nb.info/gnd/',
    'geonames': 'https://www.geonames.org/',
    'lcnaf': 'https://id.loc.gov/authorities/names/'}"/>

  <xsl:template match="teiCorpus/TEI[not(text)]" mode="page-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of(@xml:id, $lang) || ' · ' || page:title(/*, $lang)"/>
  </xsl:template>

  <xsl:template match="teiCorpus/TEI[not(text)]" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <header class="heading"><h1><xsl:value-of select="label:of(@xml:id, $lang)"/></h1></header>
    <xsl:apply-templates select="standOff/*" mode="register"/>
  </xsl:template>

  <xsl:mode name="register" on-no-match="fail"/>

  <xsl:template match="standOff/*" mode="register" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <section class="{@type}" aria-labelledby="{@type}">
      <h2 id="{@type}"><xsl:value-of select="label:of(@type, $lang)"/></h2>
      <xsl:apply-templates select="*" mode="register"/>
    </section>
  </xsl:template>

  <xsl:template match="standOff/*/*" mode="register" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <!-- The forms that the texts have stand with the mentions. -->
    <xsl:variable name="names" as="element()*" select="(persName | placeName | orgName | eventName | title)[not(@type = 'attested')]"/>
    <xsl:variable name="main" as="element()?" select="label:in($names[@type = 'preferred'], $lang)"/>
    <article class="entry" id="{@xml:id}">
      <h3><a href="{@xml:id}.html"><xsl:value-of select="normalize-space($main)"/></a></h3>
      <p class="forms"><xsl:apply-templates select="$names except $main" mode="form"/></p>
      <xsl:where-populated><p class="facts"><xsl:value-of select="html:facts(., $lang)"/></p></xsl:where-populated>
      <xsl:apply-templates select="note[@type = 'role'][lang($lang)]" mode="register"/>
      <xsl:where-populated><ul class="identifiers" aria-label="{label:of('identifiers', $lang)}"><xsl:apply-templates select="idno" mode="register"/></ul></xsl:where-populated>
      <xsl:apply-templates select="note[@type = 'mentions']" mode="register"/>
      <xsl:apply-templates select="note[@type = 'evidence']" mode="register"/>
    </article>
  </xsl:template>

  <xsl:mode name="form" on-no-match="fail"/>

  <xsl:template match="*" mode="form" as="item()+">
    <span lang="{html:lang(.)}"><xsl:value-of select="normalize-space()"/></span>
    <xsl:value-of select="if (position() lt last()) then ' · ' else ''"/>
  </xsl:template>

  <!-- The dates and the point of an entry, in the normal form of its file. -->
  <xsl:function name="html:facts" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="life" as="xs:string" select="string-join($entry/(birth/@when, death/@when), ' – ')"/>
    <xsl:variable name="dates" as="xs:string*">
      <xsl:apply-templates select="$entry/(., state, date)" mode="dates"><xsl:with-param name="lang" select="$lang" tunnel="yes"/></xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="string-join((distinct-values(($life, $dates))[. ne ''], $entry/location/geo/normalize-space()), ' · ')"/>
  </xsl:function>

  <xsl:mode name="dates" on-no-match="deep-skip"/>

  <xsl:template match="*[@when]" mode="dates" priority="3" as="xs:string">
    <xsl:sequence select="string(@when)"/>
  </xsl:template>

  <xsl:template match="*[@from or @to]" mode="dates" priority="2" as="xs:string">
    <xsl:sequence select="string-join((@from, '–', @to), if (contains(@from || @to, '-')) then ' ' else '')"/>
  </xsl:template>

  <xsl:template match="*[@notBefore]" mode="dates" as="xs:string">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:sequence select="label:of('date.after', $lang, @notBefore)"/>
  </xsl:template>

  <xsl:template match="*[@notAfter]" mode="dates" as="xs:string">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:sequence select="label:of('date.before', $lang, @notAfter)"/>
  </xsl:template>

  <xsl:template match="*[@notBefore][@notAfter]" mode="dates" priority="1" as="xs:string">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:sequence select="label:of('date.between', $lang, (@notBefore, @notAfter))"/>
  </xsl:template>

  <xsl:template match="date" mode="dates" priority="0" as="xs:string">
    <xsl:sequence select="normalize-space()"/>
  </xsl:template>

  <xsl:template match="note[@type = 'role']" mode="register" as="element()">
    <p lang="{html:lang(.)}"><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="note[@type = 'evidence']" mode="register" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <details><summary><xsl:value-of select="label:of('evidence', $lang)"/></summary><p><xsl:apply-templates/></p></details>
  </xsl:template>

  <xsl:template match="idno" mode="register" as="element()">
    <li><xsl:value-of select="@type || ' ' || normalize-space()"/></li>
  </xsl:template>

  <xsl:template match="idno[map:contains($addresses, @type)]" mode="register" as="element()">
    <li><a href="{$addresses(@type)}{encode-for-uri(normalize-space())}"><xsl:value-of select="@type || ' ' || normalize-space()"/></a></li>
  </xsl:template>

  <xsl:template match="note[@type = 'mentions']" mode="register" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <ul class="mentions" aria-label="{label:of('mentions', $lang)}">
      <xsl:for-each-group select="ref" group-by="key('link:id', @target)/ancestor::TEI/@xml:id">
        <xsl:variable name="text" as="element(TEI)" select="key('link:id', @target)/ancestor::TEI"/>
        <li><xsl:value-of select="page:title($text, $lang)"/>: <xsl:apply-templates select="current-group()" mode="mention"/></li>
      </xsl:for-each-group>
    </ul>
  </xsl:template>

  <xsl:mode name="mention" on-no-match="fail"/>

  <xsl:template match="ref" mode="mention" as="item()+">
    <xsl:variable name="place" as="element()" select="key('link:id', @target)"/>
    <a href="{link:address(@target, .)}"><xsl:value-of select="string-join(($place/ancestor::p[1]/@n, $place/@n), '.')"/></a>
    <xsl:text> </xsl:text>
    <span class="form" lang="{html:lang($place)}"><xsl:value-of select="., @n ! ('[' || . || ']')"/></span>
    <xsl:value-of select="if (position() lt last()) then ', ' else ''"/>
  </xsl:template>

</xsl:stylesheet>
