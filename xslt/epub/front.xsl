<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what stands before and after the texts: cover, title page, signs, the edition's account of itself, colophon. Nothing is said that a
     header does not say, but what the signs of this book mean. Input: the teiCorpus, its header, a book:chapter. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:book="urn:edition:book"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:page="urn:edition:page"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Cover: an image that says what the title page says. -->
  <xsl:template match="book:chapter[@name = 'cover']" mode="main" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <img class="cover" role="doc-cover" src="cover.png" alt="{label:of('book.cover', $lang) || ': ' || page:title(/*, $lang)}"/>
  </xsl:template>

  <!-- Title page -->

  <xsl:template match="teiCorpus" mode="main" as="element()+">
    <xsl:variable name="languages" as="xs:string+" select="book:languages(.)"/>
    <xsl:variable name="described" as="element(fileDesc)" select="teiHeader/fileDesc"/>
    <div class="title-page">
      <xsl:sequence select="book:heading(.)"/>
      <xsl:apply-templates select="$described/titleStmt/title[@type = 'sub']" mode="title"/>
      <div class="kind-of"><xsl:for-each select="$languages"><p lang="{.}"><xsl:value-of select="label:of('home.kind', .)"/></p></xsl:for-each></div>
      <xsl:for-each select="$described/editionStmt/edition[@n]">
        <xsl:variable name="edition" as="element(edition)" select="."/>
        <div class="version"><xsl:for-each select="$languages"><p lang="{.}"><xsl:value-of select="page:version($edition, .)"/></p></xsl:for-each></div>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- Signs, and the names by which the texts are cited; in each language. -->

  <xsl:variable name="book:signs" as="map(xs:string, item())+" select="
    map{'key': 'paragraph', 'sign': '3', 'class': 'numeral'}, map{'key': 'sentence', 'sign': '2', 'class': 'before'}, map{'key': 'emendation', 'sign': 'a', 'class': 'raised'},
    map{'key': 'note', 'sign': '1', 'class': 'raised'}, map{'key': 'supplied', 'sign': '⟨ ⟩'}, map{'key': 'surplus', 'sign': '⟦ ⟧'}, map{'key': 'gap', 'sign': '[…]'}"/>

  <xsl:template match="book:chapter[@name = 'signs']" mode="main" as="element()+">
    <xsl:variable name="corpus" as="element(teiCorpus)" select="/teiCorpus"/>
    <xsl:sequence select="book:heading(.)"/>
    <xsl:for-each select="book:languages(.)">
      <xsl:variable name="lang" as="xs:string" select="."/>
      <section class="signs" lang="{$lang}" aria-labelledby="signs.{$lang}">
        <h2 id="signs.{$lang}"><xsl:value-of select="label:of('language', $lang)"/></h2>
        <dl>
          <xsl:for-each select="$book:signs">
            <dt><span class="{(?class, 'sign')[1]}"><xsl:value-of select="?sign"/></span></dt>
            <dd><xsl:value-of select="label:of('book.sign.' || ?key, $lang)"/></dd>
          </xsl:for-each>
        </dl>
        <p><xsl:value-of select="label:of('book.names', $lang)"/></p>
        <h3><xsl:value-of select="label:of('book.sigla', $lang)"/></h3>
        <p><xsl:value-of select="label:of('book.sigla.lead', $lang, $corpus/TEI[text][1]/(@n, @xml:id)[1] || ' 3.2')"/></p>
        <dl class="sigla">
          <xsl:for-each select="$corpus/TEI[text]">
            <dt><a href="{@xml:id}.xhtml"><xsl:value-of select="(@n, @xml:id)[1]"/></a></dt>
            <dd><xsl:value-of select="page:title(., $lang)"/></dd>
          </xsl:for-each>
        </dl>
      </section>
    </xsl:for-each>
  </xsl:template>

  <!-- The account of itself that the header gives; the table of contents is the book's. -->

  <xsl:template match="teiHeader" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:sequence select="book:heading(.)"/>
    <xsl:apply-templates select="encodingDesc/projectDesc, fileDesc/sourceDesc, encodingDesc/(samplingDecl, editorialDecl, classDecl/taxonomy), fileDesc/titleStmt[respStmt]" mode="section"/>
  </xsl:template>

  <!-- Of a step of which nothing more is said, who made it. -->
  <xsl:template match="respStmt[not(note)]" mode="about" as="element()+">
    <xsl:next-match/>
    <dd><xsl:value-of select="(orgName, persName, name) ! normalize-space()" separator=", "/></dd>
  </xsl:template>

  <!-- Colophon -->

  <xsl:template match="book:chapter[@name = 'colophon']" mode="main" as="element()+">
    <xsl:variable name="languages" as="xs:string+" select="book:languages(.)"/>
    <xsl:variable name="described" as="element(fileDesc)" select="/teiCorpus/teiHeader/fileDesc"/>
    <xsl:sequence select="book:heading(.)"/>
    <xsl:for-each select="$languages">
      <section class="colophon" lang="{.}">
        <p class="name"><xsl:value-of select="page:title($described/ancestor::teiCorpus, .)"/></p>
        <xsl:apply-templates select="label:in($described/titleStmt/title[@type = 'sub'], .)" mode="title"/>
        <xsl:for-each select="$described/editionStmt/edition[@n] ! page:version(., current())"><p><xsl:value-of select="."/></p></xsl:for-each>
        <xsl:for-each select="$described/publicationStmt/publisher ! label:of('colophon.publisher', current(), if (normalize-space() = $described/titleStmt/title/normalize-space()) then page:title(/*, current()) else normalize-space())">
          <p><xsl:value-of select="."/></p>
        </xsl:for-each>
        <p><xsl:value-of select="label:of('book.typeface', .)"/></p>
        <p><xsl:value-of select="label:of('book.made', .)"/></p>
      </section>
    </xsl:for-each>
    <section class="colophon" aria-labelledby="rights">
      <h2 id="rights"><xsl:sequence select="book:label('availability', $languages)"/></h2>
      <xsl:apply-templates select="$described/publicationStmt/availability"/>
    </section>
  </xsl:template>

</xsl:stylesheet>
