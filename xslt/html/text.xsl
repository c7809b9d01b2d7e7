<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page of a text: title, introduction, the critical text, its emendations and its notes, what other texts say, source.
     Input: a resolved TEI with a text. Override: the modes views, where the text can be read in other forms, correspondences, where
     there are other texts, and making, where files have a history. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xmlns:label="urn:edition:label"
    xmlns:note="urn:edition:note"
    xmlns:page="urn:edition:page"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="views" on-no-match="deep-skip"/>
  <xsl:mode name="correspondences" on-no-match="deep-skip"/>
  <xsl:mode name="citation" on-no-match="deep-skip"/>
  <xsl:mode name="making" on-no-match="deep-skip"/>

  <xsl:template match="TEI" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <article>
      <header class="heading">
        <h1><xsl:value-of select="page:title(., $lang)"/></h1>
        <xsl:apply-templates select="teiHeader/fileDesc/titleStmt" mode="heading"/>
      </header>
      <xsl:apply-templates select="teiHeader/profileDesc" mode="about"/>
      <xsl:apply-templates select="." mode="views"/>
      <xsl:apply-templates select="." mode="content"/>
    </article>
    <xsl:apply-templates select="standOff[@type = 'apparatus']" mode="entries"/>
    <xsl:where-populated>
      <section class="notes" lang="{$lang}" aria-labelledby="notes">
        <xsl:on-non-empty><h2 id="notes"><xsl:value-of select="label:of('notes', $lang)"/></h2></xsl:on-non-empty>
        <xsl:where-populated><ol><xsl:apply-templates select="note:within(text)" mode="entries"/></ol></xsl:where-populated>
      </section>
    </xsl:where-populated>
    <xsl:apply-templates select="." mode="correspondences"/>
    <xsl:apply-templates select="teiHeader/fileDesc/sourceDesc" mode="about"/>
    <xsl:apply-templates select="teiHeader" mode="making"/>
    <xsl:apply-templates select="." mode="citation"/>
  </xsl:template>

  <xsl:mode name="heading" on-no-match="fail"/>

  <xsl:template match="titleStmt" mode="heading" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:apply-templates select="title[@type = 'main'][not(lang($lang))] | title[@type = 'sub'][lang($lang)]" mode="title"/>
  </xsl:template>

  <xsl:mode name="content" on-no-match="fail"/>

  <xsl:template match="TEI" mode="content" as="element()*">
    <xsl:apply-templates select="text | sourceDoc"/>
  </xsl:template>

  <xsl:mode name="title" on-no-match="fail"/>

  <xsl:template match="title" mode="title" as="element()">
    <p class="{@type}" lang="{html:lang(.)}"><xsl:apply-templates/></p>
  </xsl:template>

  <!-- The language in force at a node: the nearest @xml:lang, English where nothing is said. -->
  <xsl:function name="html:lang" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string(($node/ancestor-or-self::*[@xml:lang][1]/@xml:lang, 'en')[1])"/>
  </xsl:function>

  <!-- The language in force at a node, said where it is not that of the interface around it. -->
  <xsl:function name="html:tongue" as="attribute(lang)?">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="around" as="xs:string"/>
    <xsl:for-each select="html:lang($node)[. ne $around]"><xsl:attribute name="lang" select="."/></xsl:for-each>
  </xsl:function>

  <!-- What every element carries over into HTML: its id, and its language and direction where they change. -->
  <xsl:function name="html:common" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:apply-templates select="$element/(@xml:id, @xml:lang, @display:style, @display:dir)" mode="common"/>
  </xsl:function>

  <xsl:mode name="common" on-no-match="fail"/>

  <xsl:template match="@xml:id" mode="common" as="attribute(id)">
    <xsl:attribute name="id" select="."/>
  </xsl:template>

  <!-- Languages and scripts that are written from right to left. -->
  <xsl:variable name="html:leftward" as="xs:string" select="'^(ar|arc|dv|fa|he|ps|sd|syc|syr|ug|ur|yi)(-|$)|-(Arab|Hebr|Syrc|Thaa)(-|$)'"/>

  <xsl:template match="@xml:lang" mode="common" as="attribute()+">
    <xsl:attribute name="lang" select="."/>
    <xsl:where-populated>
      <xsl:attribute name="dir" select="if (matches(., $html:leftward)) then 'rtl' else 'ltr'[current()/ancestor::*/@xml:lang[matches(., $html:leftward)]]"/>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="text()" as="text()">
    <xsl:copy/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" as="empty-sequence()"/>

</xsl:stylesheet>
