<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: one book as a tree of calls, and in it the section of one text: titles, introduction, source, the critical text, its notes.
     Input: a resolved TEI or teiCorpus. Output: a Typst document; one message for each element name without a template. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:typst="urn:edition:print:typst"
    xmlns:display="urn:edition:display"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:print="urn:edition:print"
    xmlns:reading="urn:edition:reading"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="section" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="TEI | teiCorpus" mode="volume" as="text()">
    <xsl:variable name="document" as="element(t:book)">
      <t:book title="{print:title(.)}" author="{string-join(print:names(teiHeader/fileDesc/titleStmt/(author, editor)), '|')}"
          lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}" dir="{(descendant-or-self::text/@display:dir)[1][. = 'rtl']}" series="{print:title(root(.)/*)}" description="{print:subtitle(.)}" keywords="{string-join(print:keywords(.), '|')}">
        <xsl:apply-templates select="." mode="parts"/>
      </t:book>
    </xsl:variable>
    <xsl:for-each select="distinct-values($document//t:unknown/@name)">
      <xsl:message select="'unknown element ' || ."/>
    </xsl:for-each>
    <xsl:value-of select="typst:book($document)"/>
  </xsl:template>

  <!-- Those that the header declares, and by which other names the book and its texts go. -->
  <xsl:function name="print:keywords" as="xs:string*">
    <xsl:param name="book" as="element()"/>
    <xsl:variable name="texts" as="element()+" select="$book, $book/TEI[@type = 'text']"/>
    <xsl:sequence select="distinct-values(($texts/teiHeader/profileDesc/textClass/keywords//term, $texts ! print:titles(., 'main')) ! normalize-space())[not(. = (print:title($book), ''))]"/>
  </xsl:function>

  <xsl:template match="TEI" mode="section" as="element(t:section)">
    <t:section title="{print:title(.)}">
      <t:opening id="{@xml:id}">
        <t:body><xsl:value-of select="print:title(.)"/></t:body>
        <t:body><xsl:apply-templates select="." mode="parallel-titles"/></t:body>
      </t:opening>
      <xsl:apply-templates select="teiHeader" mode="introduction"/>
      <xsl:apply-templates select="teiHeader" mode="source"/>
      <xsl:apply-templates select="text"/>
      <xsl:apply-templates select="." mode="notes"/>
    </t:section>
  </xsl:template>

  <!-- A text of an edition has a page for its titles, and begins on a new page under its title in its own language. -->
  <xsl:template match="TEI[@type = 'text']" mode="section" priority="1" as="element(t:section)">
    <t:section title="{print:title(.)}">
      <t:grand-opening id="{@xml:id}">
        <t:body><xsl:value-of select="print:title(.)"/></t:body>
        <t:body><xsl:apply-templates select="." mode="parallel-titles"/></t:body>
        <t:body><xsl:apply-templates select="teiHeader" mode="source"/></t:body>
      </t:grand-opening>
      <xsl:apply-templates select="teiHeader" mode="introduction"/>
      <t:text-opening code="{language:of(text)}"><xsl:value-of select="(label:in(print:titles(., 'main'), language:of(text)) ! normalize-space(), print:title(.))[1]"/></t:text-opening>
      <xsl:apply-templates select="text"/>
      <xsl:apply-templates select="." mode="notes"/>
    </t:section>
  </xsl:template>

  <xsl:template match="text | group | body | front | back" as="element(t:language)">
    <t:language code="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">
      <xsl:apply-templates/>
    </t:language>
  </xsl:template>

  <!-- A change of language, on whatever element it is declared. -->
  <xsl:template match="*[@xml:lang != ancestor::*[@xml:lang][1]/@xml:lang][not(self::text | self::group | self::body | self::front | self::back)]" priority="10" as="element(t:language)">
    <t:language code="{@xml:lang}">
      <xsl:next-match/>
    </t:language>
  </xsl:template>

</xsl:stylesheet>
