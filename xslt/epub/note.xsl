<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: emendations and notes as the footnotes of an electronic book: a key in the text, a letter for an emendation (in each paragraph
     from a), a number for a note; and an `aside` that reading systems show in a window of its own.
     The keys (a[@role = 'doc-noteref']) are characters, since not every reading system draws what a style sheet adds; without them, the
     words of a sentence are those of the critical text. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:book="urn:edition:book"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:note="urn:edition:note"
    xmlns:reference="urn:edition:reference"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="text//note | text//noteGrp" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <a class="note-key" role="doc-noteref" id="{@xml:id}.key" href="#{@xml:id}" aria-label="{label:of('note', $lang, @n)}">
      <xsl:sequence select="book:spoken-in($lang, .)"/>
      <xsl:value-of select="@n"/>
    </a>
  </xsl:template>

  <!-- A label is in the language of the chapter: it says so where that is not the language around it. -->
  <xsl:function name="book:spoken-in" as="attribute(lang)?">
    <xsl:param name="lang" as="xs:string"/>
    <xsl:param name="place" as="element()"/>
    <xsl:if test="html:lang($place/..) ne $lang"><xsl:attribute name="lang" select="$lang"/></xsl:if>
  </xsl:function>

  <!-- Emendations -->

  <xsl:template name="key" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="place" as="element()" select="."/>
    <xsl:for-each select="key('entry', '#' || @xml:id)[1]">
      <a class="key" role="doc-noteref" href="{@corresp}.entry" aria-label="{label:of(if (@type = 'expansion') then 'abbreviation' else 'emendation', $lang, book:place(.))}">
        <xsl:sequence select="book:spoken-in($lang, $place)"/>
        <xsl:value-of select="book:letter(.)"/>
      </a>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="book:letter" as="xs:string">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:sequence select="format-integer(1 + count($entry/preceding-sibling::app[book:paragraph(.) = book:paragraph($entry)]), 'a')"/>
  </xsl:function>

  <xsl:function name="book:paragraph" as="xs:string">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:sequence select="replace($entry/@loc, '\..*$', '')"/>
  </xsl:function>

  <!-- `3.2 a`. -->
  <xsl:function name="book:place" as="xs:string">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:sequence select="normalize-space($entry/@loc || ' ' || book:letter($entry))"/>
  </xsl:function>

  <xsl:template match="standOff[listApp/app]" mode="entries" as="element()">
    <xsl:variable name="languages" as="xs:string+" select="book:languages(ancestor::TEI[1])"/>
    <section class="apparatus" aria-labelledby="emendations">
      <h2 id="emendations"><xsl:sequence select="book:label('emendations', $languages)"/></h2>
      <xsl:for-each select="$languages"><p class="lead" lang="{.}"><xsl:value-of select="label:of('emendations.lead', .)"/></p></xsl:for-each>
      <xsl:apply-templates select="listApp/app" mode="entries"/>
    </section>
  </xsl:template>

  <xsl:template match="app" mode="entries" as="element()">
    <aside class="footnote" role="doc-footnote" id="{substring(@corresp, 2)}.entry">
      <p>
        <a class="place" role="doc-backlink" href="{@corresp}"><xsl:value-of select="book:place(.)"/></a>
        <xsl:text> </xsl:text>
        <span class="readings" lang="{html:lang(ancestor::TEI[1]/text)}"><xsl:apply-templates select="." mode="readings"/></span>
        <xsl:text> </xsl:text>
        <span class="details"><xsl:text>(</xsl:text><xsl:apply-templates select="." mode="details"/><xsl:text>)</xsl:text></span>
      </p>
    </aside>
  </xsl:template>

  <!-- Notes -->

  <xsl:mode name="notes" on-no-match="fail"/>

  <xsl:template match="text" mode="notes" as="element()?">
    <xsl:variable name="languages" as="xs:string+" select="book:languages(..)"/>
    <xsl:variable name="notes" as="element()*" select="note:within(.)"/>
    <xsl:if test="exists($notes)">
      <section class="notes" aria-labelledby="notes">
        <h2 id="notes"><xsl:sequence select="book:label('notes', $languages)"/></h2>
        <xsl:for-each select="$languages"><p class="lead" lang="{.}"><xsl:value-of select="label:of('book.notes.lead', .)"/></p></xsl:for-each>
        <xsl:apply-templates select="$notes" mode="entries"><xsl:with-param name="languages" select="$languages" tunnel="yes"/></xsl:apply-templates>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- A note in every language that it has, that of the text first. -->
  <xsl:template match="note | noteGrp" mode="entries" as="element()">
    <xsl:param name="languages" as="xs:string+" tunnel="yes"/>
    <aside class="footnote" role="doc-footnote" id="{@xml:id}">
      <xsl:variable name="words" as="element()+">
        <xsl:apply-templates select="note:members(.)" mode="words">
          <xsl:sort select="(index-of($languages, label:beside(language:of(.))), 99)[1]"/>
        </xsl:apply-templates>
      </xsl:variable>
      <p>
        <a class="place" role="doc-backlink" href="#{@xml:id}.key" aria-label="{label:of('book.back', $languages[1], @n)}"><xsl:value-of select="@n"/></a>
        <xsl:text> </xsl:text>
        <xsl:sequence select="$words[1]"/>
        <xsl:apply-templates select="@cert" mode="entries"><xsl:with-param name="lang" select="$languages[1]" tunnel="yes"/></xsl:apply-templates>
      </p>
      <xsl:for-each select="$words[position() gt 1]"><p class="other"><xsl:sequence select="."/></p></xsl:for-each>
    </aside>
  </xsl:template>

  <xsl:template match="@cert" mode="entries" as="item()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:text> </xsl:text>
    <span class="details"><xsl:value-of select="'(' || label:of('cert.' || ., $lang) || ')'"/></span>
  </xsl:template>

</xsl:stylesheet>
