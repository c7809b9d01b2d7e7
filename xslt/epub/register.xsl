<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the registers as indexes, each mention a link into the text, and what different texts say of the same events.
     Input: an authority file of the corpus; listAnnotation[@type = 'correspondences']. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:book="urn:edition:book"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:link="urn:edition:link"
    xmlns:reference="urn:edition:reference"
    xmlns:register="urn:edition:register"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="teiCorpus/TEI[not(text)]" mode="main" as="element()+">
    <xsl:variable name="register" as="element(TEI)" select="."/>
    <xsl:sequence select="book:heading(.)"/>
    <xsl:for-each select="book:languages(.)[$register/standOff/*[@type = 'context']/*]">
      <p class="lead" lang="{.}"><xsl:value-of select="label:of('book.register.lead', ., (for $type in ('mentioned', 'context') return string(count($register/standOff/*[@type = $type]/*))))"/></p>
    </xsl:for-each>
    <xsl:apply-templates select="standOff/*[*]" mode="register"/>
  </xsl:template>

  <xsl:template match="standOff/*" mode="register" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <section class="{@type}" aria-labelledby="{@type}">
      <h2 id="{@type}"><xsl:sequence select="book:label(@type, book:languages(ancestor::TEI))"/></h2>
      <ul class="register"><xsl:apply-templates select="register:ordered(., $lang)" mode="listed"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="standOff/*/*" mode="listed" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="entry" as="element()" select="."/>
    <xsl:variable name="languages" as="xs:string+" select="book:languages(ancestor::TEI)"/>
    <xsl:variable name="dates" as="xs:string" select="register:dates(., $lang)"/>
    <li class="entry" id="{@xml:id}">
      <p class="head">
        <b class="name" lang="{$languages[1]}"><xsl:value-of select="book:headword(., $languages[1])"/></b>
        <xsl:for-each select="$languages[position() gt 1][not(label:name($entry, .) = label:name($entry, $languages[1]))]">&#xA0;· <span lang="{.}"><xsl:value-of select="label:name($entry, .)"/></span></xsl:for-each>
        <xsl:if test="$dates"><xsl:text> </xsl:text><span class="years"><xsl:value-of select="'(' || $dates || ')'"/></span></xsl:if>
      </p>
      <xsl:apply-templates select="for $language in $languages return note[@type = 'role'][lang($language)][1]" mode="entity"/>
      <xsl:where-populated><p class="attested"><xsl:apply-templates select="*[@type = 'attested']" mode="form"/></p></xsl:where-populated>
      <xsl:apply-templates select="note[@type = 'mentions']" mode="places"/>
      <xsl:where-populated><p class="identifiers"><xsl:apply-templates select="idno" mode="fact"/></p></xsl:where-populated>
    </li>
  </xsl:template>

  <!-- The name with the word before all others by which it is sorted: Seeckt, Hans von. -->
  <xsl:function name="book:headword" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="name" as="xs:string" select="string((label:name($entry, $lang), $entry/@xml:id)[1])"/>
    <xsl:variable name="family" as="xs:string" select="register:family($entry, $name)"/>
    <xsl:sequence select="string-join(($family, substring($name, 1, string-length($name) - string-length($family)) ! normalize-space())[. ne ''], ', ')"/>
  </xsl:function>

  <!-- The same events in different texts -->

  <xsl:template match="listAnnotation" mode="main" as="element()+">
    <xsl:sequence select="book:heading(.)"/>
    <xsl:apply-templates select="annotation" mode="correspondence"/>
  </xsl:template>

  <xsl:template match="annotation" mode="correspondence" as="element()">
    <xsl:variable name="languages" as="xs:string+" select="book:languages(..)"/>
    <section class="correspondence" id="{@xml:id}">
      <h2><xsl:apply-templates select="@corresp" mode="correspondence"/></h2>
      <p class="passages"><xsl:apply-templates select="@ana, @target" mode="correspondence"/></p>
      <xsl:apply-templates select="note" mode="correspondence">
        <xsl:sort select="(index-of($languages, language:of(.)), 99)[1]"/>
      </xsl:apply-templates>
    </section>
  </xsl:template>

  <xsl:template match="@corresp | @ana | @target" mode="correspondence" as="item()*">
    <xsl:variable name="from" as="element()" select=".."/>
    <xsl:variable name="languages" as="xs:string+" select="book:languages($from)"/>
    <xsl:for-each select="tokenize(.) ! key('link:id', ., root($from))">
      <xsl:value-of select="if (position() gt 1) then ', ' else ''"/>
      <a href="{link:address('#' || @xml:id, $from)}"><xsl:apply-templates select="." mode="book:pointed-at"><xsl:with-param name="languages" select="$languages"/></xsl:apply-templates></a>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="@ana" mode="correspondence" priority="1" as="item()*">
    <xsl:next-match/>
    <xsl:text>: </xsl:text>
  </xsl:template>

  <xsl:mode name="book:pointed-at" on-no-match="fail"/>

  <xsl:template match="standOff/*/*" mode="book:pointed-at" as="item()+">
    <xsl:param name="languages" as="xs:string+"/>
    <xsl:sequence select="book:in-each($languages, label:name(., ?))"/>
  </xsl:template>

  <xsl:template match="category" mode="book:pointed-at" as="item()+">
    <xsl:param name="languages" as="xs:string+"/>
    <xsl:variable name="category" as="element()" select="."/>
    <xsl:sequence select="book:in-each($languages, function($lang) { lower-case(replace(label:in($category/catDesc, $lang), ':.*$', '', 's')) ! normalize-space() })"/>
  </xsl:template>

  <xsl:template match="text//*" mode="book:pointed-at" as="item()+">
    <xsl:value-of select="reference:full(.)"/>
  </xsl:template>

</xsl:stylesheet>
