<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: references for people, from the numbers that the editors gave. Input: a unit of a text, or what stands in one. Output: a string. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:reference="urn:edition:reference"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Within its text: `6.1`; empty where nothing has a number. -->
  <xsl:function name="reference:short" as="xs:string">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="string-join($place/(ancestor-or-self::p[1], ancestor-or-self::s[1])/@n, '.')"/>
  </xsl:function>

  <!-- With its text: `rapallo 6.1`. -->
  <xsl:function name="reference:full" as="xs:string">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="string-join(($place/ancestor-or-self::TEI[1]/(@n, @xml:id)[1], reference:short($place))[. ne ''], ' ')"/>
  </xsl:function>

</xsl:stylesheet>
