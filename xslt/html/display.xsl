<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: elements of TEI that need no template of their own, in a page of any document: a block or a span with the element's name as its
     class. What TEI does not know is shown, marked and reported. Input: TEI with @display:as. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="*[@display:as]" priority="-1" as="element()">
    <xsl:element name="{if (@display:as = 'block') then 'div' else 'span'}">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:sequence select="html:common(.)"/>
      <xsl:apply-templates select="@n | @type | @place | @who | @new" mode="shown"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- What the style sheet may draw beside an element. -->
  <xsl:mode name="shown" on-no-match="deep-skip"/>

  <xsl:template match="@n[string-length(.) lt 20] | @type | @subtype | @place" mode="shown" as="attribute()">
    <xsl:attribute name="data-{name()}" select="."/>
  </xsl:template>

  <!-- The hand that goes on. -->
  <xsl:template match="handShift/@new" mode="shown" as="attribute()">
    <xsl:attribute name="data-hand" select="replace(., '^.*#', '')"/>
  </xsl:template>

  <!-- Who speaks, where no words of the text say so. -->
  <xsl:template match="u/@who | sp[not(speaker)]/@who" mode="shown" as="attribute()">
    <xsl:attribute name="data-who" select="string-join(tokenize(.) ! (key('link:id', ., root(current()))/(persName, name, label, .[not(*)])[normalize-space()][1] ! normalize-space(), replace(., '^.*#', ''))[1], ', ')"/>
  </xsl:template>

  <xsl:template match="*[@display:as = 'hidden']" priority="-0.9" as="element()">
    <span class="{local-name()}" hidden=""><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="*[@display:unknown]" priority="-0.5" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:message select="'unknown element ' || name()"/>
    <xsl:element name="{if (@display:as = 'block') then 'div' else 'span'}">
      <xsl:attribute name="class" select="'unknown'"/>
      <xsl:attribute name="data-element" select="name()"/>
      <xsl:attribute name="title" select="label:of('unknown', $lang, name())"/>
      <xsl:sequence select="html:common(.)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="@display:style" mode="common" as="attribute(style)">
    <xsl:attribute name="style" select="."/>
  </xsl:template>

  <xsl:template match="@display:dir" mode="common" as="attribute(dir)">
    <xsl:attribute name="dir" select="."/>
  </xsl:template>

</xsl:stylesheet>
