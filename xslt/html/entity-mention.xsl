<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: on the page of an entry, every sentence that names it. Input: the mentions of the entry. Output: a section.
     Method: a mention is shown by reading a copy of its sentence in which two signs that no text has stand around the name, so that the
     words are those of the critical text (reading.xsl) and of nothing else. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xmlns:reading="urn:edition:reading"
    xmlns:reference="urn:edition:reference"
    xmlns:register="urn:edition:register"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Mentions: each sentence once, the name lit up as often as it is said -->

  <xsl:template match="note[@type = 'mentions']" mode="entity" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <section class="mentions" aria-labelledby="mentions">
      <h2 id="mentions"><xsl:value-of select="label:of('mentions', $lang)"/><xsl:text> </xsl:text><span class="count"><xsl:value-of select="count(ref)"/></span></h2>
      <xsl:for-each-group select="ref" group-by="key('link:id', @target)/ancestor::TEI/@xml:id">
        <xsl:variable name="text" as="element(TEI)" select="key('link:id', @target)/ancestor::TEI"/>
        <h3><a href="{$text/@xml:id}.html"><xsl:value-of select="page:title($text, $lang)"/></a></h3>
        <ol class="kwic" lang="{html:lang($text/text)}">
          <xsl:for-each-group select="current-group()" group-by="@target">
            <xsl:apply-templates select="." mode="kwic"><xsl:with-param name="mentions" select="current-group()"/></xsl:apply-templates>
          </xsl:for-each-group>
        </ol>
      </xsl:for-each-group>
    </section>
  </xsl:template>

  <xsl:mode name="kwic" on-no-match="fail"/>

  <xsl:template match="ref" mode="kwic" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:param name="mentions" as="element(ref)+"/>
    <xsl:variable name="sentence" as="element()" select="key('link:id', @target)"/>
    <xsl:variable name="words" as="xs:string" select="register:marked($sentence, '#' || ../../@xml:id)"/>
    <xsl:variable name="source" as="xs:string*" select="distinct-values($mentions[@n or not(contains($words, '&#xE000;'))])"/>
    <li>
      <a class="place" href="{link:address(@target, .)}"><xsl:value-of select="reference:short($sentence)"/></a>
      <xsl:text> </xsl:text>
      <span class="words"><xsl:sequence select="register:lit($words)"/></span>
      <xsl:where-populated>
        <span class="details" lang="{$lang}">
          <xsl:value-of select="string-join(($source[1] ! label:of('entity.form-in-source', $lang, string-join($source ! ('“' || . || '”')[$lang = 'en'], ', ') || string-join($source ! ('«' || . || '»')[$lang ne 'en'], ', ')),
            distinct-values($mentions/@cert) ! label:of('cert.' || ., $lang)), ' · ')"/>
        </span>
      </xsl:where-populated>
    </li>
  </xsl:template>

  <!-- The critical text of a sentence, with U+E000 and U+E001 around what points to an entry. -->
  <xsl:function name="register:marked" as="xs:string">
    <xsl:param name="sentence" as="element()"/>
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="copy" as="element()">
      <xsl:apply-templates select="$sentence" mode="marked"><xsl:with-param name="pointer" select="$pointer" tunnel="yes"/></xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="reading:critical($copy)"/>
  </xsl:function>

  <xsl:mode name="marked" on-no-match="shallow-copy"/>

  <xsl:template match="*[@ref]" mode="marked" as="element()">
    <xsl:param name="pointer" as="xs:string" tunnel="yes"/>
    <xsl:variable name="meant" as="xs:boolean" select="$pointer = tokenize(@ref)"/>
    <xsl:copy>
      <xsl:value-of select="'&#xE000;'[$meant]"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="'&#xE001;'[$meant]"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="note | noteGrp" mode="marked" as="empty-sequence()"/>

  <!-- A marked string as text and mark elements. -->
  <xsl:function name="register:lit" as="item()*">
    <xsl:param name="words" as="xs:string"/>
    <xsl:analyze-string select="$words" regex="&#xE000;([^&#xE000;&#xE001;]*)&#xE001;">
      <xsl:matching-substring><mark><xsl:value-of select="regex-group(1)"/></mark></xsl:matching-substring>
      <xsl:non-matching-substring><xsl:value-of select="translate(., '&#xE000;&#xE001;', '')"/></xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:function>

</xsl:stylesheet>
