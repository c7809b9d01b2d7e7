<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: all styles and formats together: their names, the language of each style, and what is cited in one of them.
     Input: an element that has a page. Output: text, cite:work and cite:slot. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    exclude-result-prefixes="#all">

  <xsl:import href="item.xsl"/>
  <xsl:import href="phrase.xsl"/>
  <xsl:import href="gost.xsl"/>
  <xsl:import href="chicago.xsl"/>
  <xsl:import href="mla.xsl"/>
  <xsl:import href="bibtex.xsl"/>
  <xsl:import href="ris.xsl"/>
  <xsl:import href="csl.xsl"/>
  <xsl:import href="cff.xsl"/>

  <!-- The styles, each in its language; the formats, each with its media type. -->
  <xsl:variable name="cite:styles" as="map(xs:string, xs:string)" select="map{'gost': 'ru', 'chicago': 'en', 'mla': 'en'}"/>
  <xsl:variable name="cite:style-order" as="xs:string+" select="'gost', 'chicago', 'mla'"/>
  <xsl:variable name="cite:formats" as="xs:string+" select="'bib', 'ris', 'csl.json'"/>

  <xsl:function name="cite:form" as="node()+">
    <xsl:param name="page" as="element()"/>
    <xsl:param name="form" as="xs:string"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:apply-templates select="cite:item($page, ($cite:styles($form), $lang)[1], $form, $lang)" mode="cite:form"/>
  </xsl:function>

</xsl:stylesheet>
