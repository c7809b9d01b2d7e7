<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what a header says, for readers: introduction, source and witness, rights, principles, steps of work, classes. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:html="urn:edition:html"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="about" on-no-match="deep-skip"/>

  <xsl:template match="profileDesc[normalize-space(string-join(abstract))]" mode="about" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <section class="introduction" lang="{$lang}" aria-label="{label:of('introduction', $lang)}">
      <h2><xsl:value-of select="label:of('introduction', $lang)"/></h2>
      <xsl:apply-templates select="language:chosen(abstract, $lang)" mode="about"/>
    </section>
  </xsl:template>

  <xsl:template match="abstract" mode="about" as="element()">
    <div lang="{html:lang(.)}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="sourceDesc" mode="about" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:where-populated>
      <section class="source" lang="{$lang}" aria-labelledby="source">
        <xsl:on-non-empty><h2 id="source"><xsl:value-of select="label:of('source', $lang)"/></h2></xsl:on-non-empty>
        <xsl:apply-templates select="listBibl/bibl | bibl | p, listWit/witness, ../../encodingDesc/editorialDecl" mode="about"/>
      </section>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="bibl" mode="about" as="element()">
    <p><xsl:apply-templates/><xsl:apply-templates select="@cert" mode="about"/></p>
  </xsl:template>

  <xsl:template match="teiCorpus//bibl" mode="about" priority="1" as="element()">
    <p><span lang="{html:lang(.)}"><xsl:apply-templates/></span><xsl:apply-templates select="@cert" mode="about"/></p>
  </xsl:template>

  <!-- Between the parts of a source that the header parts by a blank only: the note is a sentence. -->
  <xsl:template match="sourceDesc//bibl/text()[not(normalize-space())][preceding-sibling::*][following-sibling::*]" as="text()">
    <xsl:value-of select="if (following-sibling::*[1]/self::note) then '. ' else ', '"/>
  </xsl:template>

  <xsl:template match="bibl/@cert" mode="about" as="item()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:text> </xsl:text>
    <span class="details"><xsl:value-of select="label:of('identification', $lang, label:of('cert.' || ., $lang))"/></span>
  </xsl:template>

  <xsl:template match="witness" mode="about" as="element()+">
    <p lang="{html:lang(.)}"><xsl:apply-templates select="node() except (ptr | idno)"/></p>
    <xsl:where-populated>
      <p class="checksum"><xsl:value-of select="idno ! (@type || ' ' || normalize-space())"/></p>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="p" mode="about" as="element()">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <!-- Headers of an edition are read in interfaces of other languages, too. -->
  <xsl:template match="teiCorpus//p" mode="about" priority="1" as="element()">
    <div lang="{html:lang(.)}"><xsl:next-match/></div>
  </xsl:template>

  <xsl:template match="editorialDecl | projectDesc | samplingDecl" mode="about" as="element()">
    <div lang="{html:lang(.)}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates select=".//p[not(ancestor::p)]"/></div>
  </xsl:template>

  <!-- Of the whole edition, what is said of one matter stands under a heading of its own; before the rules, how it was done. -->
  <xsl:template match="teiCorpus/teiHeader/encodingDesc/editorialDecl" mode="about" priority="1" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <div class="principles" lang="{$lang}">
      <xsl:sequence select="html:common(.)"/>
      <xsl:where-populated>
        <section>
          <xsl:on-non-empty><h3 id="about.method"><xsl:value-of select="label:of('about.method', $lang)"/></h3></xsl:on-non-empty>
          <xsl:apply-templates select="." mode="figures"/>
          <xsl:where-populated><div lang="{html:lang(.)}"><xsl:apply-templates select="p"/></div></xsl:where-populated>
          <xsl:apply-templates select="/teiCorpus/site:file[@kind = 'adjudication']" mode="adjudication"/>
        </section>
      </xsl:where-populated>
      <xsl:apply-templates select="* except p" mode="matter"/>
    </div>
  </xsl:template>

  <xsl:mode name="matter" on-no-match="fail"/>
  <xsl:mode name="figures" on-no-match="deep-skip"/>
  <xsl:mode name="adjudication" on-no-match="deep-skip"/>

  <xsl:template match="*" mode="matter" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <section>
      <h3 id="about.{local-name()}"><xsl:value-of select="label:of('about.' || local-name(), $lang)"/></h3>
      <div lang="{html:lang(.)}"><xsl:apply-templates select="p"/></div>
    </section>
  </xsl:template>

  <!-- The first sentence of what is said of a taxonomy is its heading. -->
  <xsl:template match="taxonomy" mode="about" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="words" as="xs:string" select="(label:in(desc, $lang) ! normalize-space(), label:of('taxonomy', $lang))[. ne ''][1]"/>
    <section>
      <h2><xsl:sequence select="html:common(.)"/><xsl:value-of select="replace($words, '\.(\s.*)?$', '')"/></h2>
      <xsl:where-populated><p><xsl:value-of select="substring-after($words, '. ')"/></p></xsl:where-populated>
      <dl><xsl:apply-templates select="category" mode="about"/></dl>
    </section>
  </xsl:template>

  <!-- A description's first words, up to the colon, are the name of the class. -->
  <xsl:template match="category" mode="about" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(label:in(catDesc, $lang))"/>
    <dt id="{@xml:id}"><xsl:value-of select="replace($words, ':.*$', '')"/></dt>
    <dd><xsl:value-of select="replace($words, '^[^:]*:\s*', '')"/></dd>
    <xsl:apply-templates select="category" mode="about"/>
  </xsl:template>

  <xsl:template match="respStmt" mode="about" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <dt id="{@xml:id}"><xsl:value-of select="label:in(resp, $lang)"/></dt>
    <xsl:apply-templates select="note" mode="about"/>
  </xsl:template>

  <xsl:template match="respStmt/note" mode="about" as="element()">
    <dd lang="{html:lang(.)}"><xsl:apply-templates/></dd>
  </xsl:template>

  <xsl:template match="availability" as="item()*">
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <xsl:template match="teiCorpus/teiHeader//availability" as="element()">
    <div class="rights" lang="{html:lang(.)}"><xsl:apply-templates select="*"/></div>
  </xsl:template>

  <xsl:template match="licence" as="element()">
    <p><xsl:apply-templates select="." mode="licence"/></p>
  </xsl:template>

  <xsl:mode name="licence" on-no-match="fail"/>

  <xsl:template match="licence" mode="licence" as="element()">
    <span class="licence"><xsl:value-of select="normalize-space()"/></span>
  </xsl:template>

  <xsl:template match="licence[matches(@target, '^https?://\S+$')]" mode="licence" as="element()">
    <a rel="license" href="{@target}"><xsl:value-of select="normalize-space()"/></a>
  </xsl:template>

</xsl:stylesheet>
