<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: how an element stands in a text, whatever it is: as a block, or within a line. Input: an element. Output: a boolean or a kind.
     What TEI defines, elements.xml says; what it does not, its surroundings. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:display="urn:edition:display"
    exclude-result-prefixes="#all">

  <xsl:variable name="display:kinds" as="map(xs:string, xs:string)"
      select="map:merge(doc('elements.xml')/*/* ! (for $kind in local-name() return tokenize(.) ! map{.: $kind}))"/>

  <!-- division, block, either, unit, phrase or hidden; `unknown` where TEI has no such element. -->
  <xsl:function name="display:kind" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($display:kinds(local-name($element))[namespace-uri($element) = 'http://www.tei-c.org/ns/1.0'], 'unknown')[1]"/>
  </xsl:function>

</xsl:stylesheet>
