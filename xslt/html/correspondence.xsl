<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what the texts say of the same events, side by side, on the page of each text.
     Input: a text of the corpus; the corpus has standOff/listAnnotation[@type = 'correspondences'], an `annotation` an event: @corresp the event,
     @ana the kind, @target the passages, `note` what is to be said. Output: a section, or nothing where no annotation touches the text. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:link="urn:edition:link"
    xmlns:reference="urn:edition:reference"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="correspondence" on-no-match="fail"/>
  <xsl:mode name="pointed-at" on-no-match="fail"/>

  <xsl:template match="teiCorpus/TEI[text]" mode="correspondences" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:where-populated>
      <section class="correspondences" lang="{$lang}" aria-labelledby="correspondences">
        <xsl:on-non-empty><h2 id="correspondences"><xsl:value-of select="label:of('correspondences', $lang)"/></h2></xsl:on-non-empty>
        <xsl:apply-templates select="../standOff/listAnnotation[@type = 'correspondences']/annotation[html:touches(., current())]" mode="correspondence">
          <xsl:with-param name="text" select="." tunnel="yes"/>
        </xsl:apply-templates>
      </section>
    </xsl:where-populated>
  </xsl:template>

  <xsl:function name="html:touches" as="xs:boolean">
    <xsl:param name="annotation" as="element(annotation)"/>
    <xsl:param name="text" as="element(TEI)"/>
    <xsl:sequence select="exists(key('link:id', tokenize($annotation/@target), root($text))/ancestor-or-self::TEI intersect $text)"/>
  </xsl:function>

  <xsl:template match="annotation" mode="correspondence" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <article class="correspondence" id="{@xml:id}">
      <h3><xsl:apply-templates select="@corresp" mode="correspondence"/></h3>
      <p class="passages"><xsl:apply-templates select="@ana, @target" mode="correspondence"/></p>
      <xsl:apply-templates select="language:chosen(note, $lang)" mode="correspondence"/>
    </article>
  </xsl:template>

  <!-- What a pointer leads to, as links seen from the page of the text. -->
  <xsl:template match="@corresp | @ana | @target" mode="correspondence" as="item()*">
    <xsl:param name="text" as="element(TEI)" tunnel="yes"/>
    <xsl:for-each select="tokenize(.) ! key('link:id', ., root($text))">
      <xsl:value-of select="if (position() gt 1) then ', ' else ''"/>
      <a href="{link:address('#' || @xml:id, $text)}"><xsl:apply-templates select="." mode="pointed-at"/></a>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="@ana" mode="correspondence" priority="1" as="item()*">
    <span class="kind"><xsl:next-match/></span>
    <xsl:text>: </xsl:text>
  </xsl:template>

  <xsl:template match="standOff/*/*" mode="pointed-at" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="(label:name(., $lang), @xml:id)[1]"/>
  </xsl:template>

  <xsl:template match="category" mode="pointed-at" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:apply-templates select="." mode="label:declared"><xsl:with-param name="lang" select="$lang" tunnel="yes"/></xsl:apply-templates>
  </xsl:template>

  <xsl:template match="text//*" mode="pointed-at" as="text()">
    <xsl:value-of select="reference:full(.)"/>
  </xsl:template>

  <xsl:template match="note" mode="correspondence" as="element()">
    <p lang="{html:lang(.)}"><xsl:apply-templates/></p>
  </xsl:template>

</xsl:stylesheet>
