<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: one page for any TEI document, with its style inside it. Input: a resolved TEI or teiCorpus. Output: files/file. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:link="urn:edition:link"
    xmlns:html="urn:edition:html"
    xmlns:page="urn:edition:page"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="content.xsl"/>
  <xsl:import href="../common/display.xsl"/>
  <xsl:import href="../common/markup.xsl"/>
  <xsl:include href="tongue.xsl"/>
  <xsl:include href="any-nesting.xsl"/>
  <xsl:include href="any-block.xsl"/>
  <xsl:include href="any-header.xsl"/>
  <xsl:include href="manuscript.xsl"/>

  <xsl:template match="/" as="element()">
    <files>
      <xsl:apply-templates select="*" mode="page"/>
    </files>
  </xsl:template>

  <xsl:template match="*" mode="style" as="element()">
    <style><xsl:value-of select="('assets/edition.css', 'inline/any.css') ! unparsed-text(.)" separator="&#10;"/></style>
  </xsl:template>

  <!-- The page is in the language of its text; the words of the interface say that they are in another. -->
  <xsl:template match="*" mode="page-language" as="text()">
    <xsl:value-of select="html:lang((descendant-or-self::text, .)[1])"/>
  </xsl:template>

  <!-- All of it is on one page. -->
  <xsl:function name="link:page" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="''"/>
  </xsl:function>

  <xsl:template match="*" mode="navigation" as="empty-sequence()"/>

  <!-- The title, then the other titles that say something else, and by whom it is. -->
  <xsl:template match="titleStmt" mode="heading" as="element()*">
    <xsl:variable name="said" as="xs:string" select="page:title(../../.., 'en')"/>
    <xsl:for-each-group select="title[normalize-space()][normalize-space() ne $said]" group-by="normalize-space()">
      <p class="sub" lang="{html:lang(.)}"><xsl:apply-templates select="node()"/></p>
    </xsl:for-each-group>
    <xsl:where-populated>
      <p class="by"><xsl:value-of select="distinct-values(author ! normalize-space(string-join((persName | name, .[not(persName | name)])[1])))[. ne '']" separator=", "/></p>
    </xsl:where-populated>
  </xsl:template>

  <!-- All of it that is not header, in its order; what stands apart from the text, after it. -->
  <xsl:template match="TEI" mode="content" as="element()*">
    <xsl:apply-templates select="* except (teiHeader, TEI, standOff), standOff[not(@type = 'apparatus')]"/>
    <xsl:apply-templates select="text" mode="furniture"/>
  </xsl:template>

  <xsl:template match="TEI[TEI]" mode="main" as="element()+">
    <xsl:next-match/>
    <xsl:apply-templates select="TEI" mode="main"/>
  </xsl:template>

  <xsl:template match="teiCorpus" mode="main" as="element()+">
    <header class="heading"><h1><xsl:value-of select="page:title(., 'en')"/></h1></header>
    <xsl:apply-templates select="* except (teiHeader, TEI, teiCorpus, standOff[@type = 'apparatus'])"/>
    <xsl:apply-templates select="TEI | teiCorpus" mode="main"/>
    <xsl:apply-templates select="teiHeader" mode="whole"/>
  </xsl:template>

</xsl:stylesheet>
