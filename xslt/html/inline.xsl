<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: phrases within a line: emphasis, quotation (its speaker and source are shown on hovering), foreign words, terms, references, quantities. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:link="urn:edition:link"
    xmlns:quotation="urn:edition:quotation"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="emph" as="element()">
    <em><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></em>
  </xsl:template>

  <xsl:template match="foreign | mentioned | title | term | distinct" as="element()">
    <i><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></i>
  </xsl:template>

  <xsl:template match="hi" as="element()">
    <span class="hi {replace(@rend, '[^\w\s-]', '')}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- Quotation marks are characters of the text; none is added. -->
  <xsl:template match="quote | q | said | soCalled" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <span class="{local-name()}">
      <xsl:where-populated><xsl:attribute name="title" select="quotation:origin(., $lang)"/></xsl:where-populated>
      <xsl:sequence select="html:common(.)"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="cit" as="element()">
    <span class="cit"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="num | measure | idno | bibl | editor | author | publisher | pubPlace | edition | biblScope | desc | gloss | label | unclear | add | roleName | affiliation | formula | time | address | addrLine | email | series" as="element()">
    <span class="{local-name()}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- The style sheet draws what tells them apart: <sic>, @cert, "low". -->
  <xsl:template match="gi | att | val | tag | code | ident" as="element()">
    <code class="{local-name()}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></code>
  </xsl:template>

  <xsl:template match="ref" as="element()">
    <xsl:apply-templates select="." mode="linked"/>
  </xsl:template>

  <xsl:template match="ref[@type = 'noteMark']" as="element()">
    <span class="note-mark"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="ptr" as="element()?">
    <xsl:variable name="address" as="xs:string?" select="link:address(string(@target), .)"/>
    <xsl:if test="$address"><a href="{$address}"><xsl:value-of select="@target"/></a></xsl:if>
  </xsl:template>

  <xsl:mode name="linked" on-no-match="fail"/>

  <!-- A link where the pointer leads to something, else only the words. -->
  <xsl:template match="*" mode="linked" as="element()">
    <xsl:variable name="address" as="xs:string?" select="(tokenize(@target) ! link:address(., current()))[1]"/>
    <xsl:element name="{if ($address) then 'a' else 'span'}">
      <xsl:where-populated><xsl:attribute name="href" select="$address"/></xsl:where-populated>
      <xsl:sequence select="html:common(.)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
