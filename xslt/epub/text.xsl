<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the chapter of a text: titles, introductions, source, the critical text, its emendations and notes.
     Input: a resolved TEI with a text. The ids are those of the TEI. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:book="urn:edition:book"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:note="urn:edition:note"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="teiCorpus/TEI[text]" mode="main" as="element()+">
    <xsl:variable name="languages" as="xs:string+" select="book:languages(.)"/>
    <xsl:sequence select="book:heading(.)"/>
    <xsl:apply-templates select="teiHeader/fileDesc/titleStmt/title[@type = 'sub']" mode="title">
      <xsl:sort select="(index-of($languages, language:of(.)), 99)[1]"/>
    </xsl:apply-templates>
    <xsl:apply-templates select="teiHeader/profileDesc" mode="about"/>
    <xsl:apply-templates select="text"/>
    <xsl:apply-templates select="standOff[@type = 'apparatus']" mode="entries"/>
    <xsl:apply-templates select="text" mode="notes"/>
    <xsl:apply-templates select="teiHeader/fileDesc/sourceDesc" mode="about"/>
  </xsl:template>

  <!-- The introduction in every language that it has. -->
  <xsl:template match="teiCorpus/TEI/teiHeader/profileDesc[abstract[normalize-space()]]" mode="about" priority="1" as="element()+">
    <xsl:variable name="languages" as="xs:string+" select="book:languages(ancestor::TEI)"/>
    <xsl:for-each-group select="abstract[normalize-space()]" group-by="language:of(.)">
      <xsl:sort select="(index-of($languages, current-grouping-key()), 99)[1]"/>
      <section class="introduction" lang="{html:lang(.)}" role="doc-introduction" aria-labelledby="introduction.{position()}">
        <h2 id="introduction.{position()}"><xsl:value-of select="label:of('introduction', label:beside(html:lang(.)))"/></h2>
        <xsl:apply-templates select="current-group()/node()"/>
      </section>
    </xsl:for-each-group>
  </xsl:template>

  <!-- Where the text comes from. -->
  <xsl:template match="TEI[text]/teiHeader/fileDesc/sourceDesc" mode="about" as="element()?">
    <xsl:variable name="facts" as="element()*"><xsl:apply-templates select="listBibl/bibl | bibl | p, listWit/witness, ../../encodingDesc/editorialDecl" mode="about"/></xsl:variable>
    <xsl:if test="exists($facts)">
      <section class="source" aria-labelledby="source">
        <h2 id="source"><xsl:sequence select="book:label('source', book:languages(ancestor::TEI[1]))"/></h2>
        <xsl:sequence select="$facts"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="TEI/text" as="element()">
    <section class="text" aria-labelledby="text">
      <xsl:sequence select="html:common(.)"/>
      <h2 id="text"><xsl:sequence select="book:label('book.text', book:languages(ancestor::TEI[1]))"/></h2>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <!-- The number of a paragraph is read before it. -->
  <xsl:template match="text//p[@n][@xml:id]" priority="3" as="element()">
    <div class="numbered">
      <span class="number"><xsl:value-of select="@n"/></span>
      <p><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></p>
    </div>
  </xsl:template>

  <xsl:template match="editorialDecl//p[@n]" priority="3" as="element()">
    <div class="numbered rule">
      <span class="number"><xsl:value-of select="@n"/></span>
      <p><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></p>
    </div>
  </xsl:template>

</xsl:stylesheet>
