<?xml version="1.0" encoding="UTF-8"?>
<!--
  Purpose: how expressions, names and literal text of a Schematron schema are written in the stylesheet made (part of sch2xsl.xsl).
-->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:at="urn:x-edition:schematron"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    exclude-result-prefixes="#all">

  <!-- The mode of a pattern: by position, as its id may be absent; in our namespace, as templates of the schema have modes, too. -->
  <xsl:function name="sch:mode" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="'Q{urn:x-edition:schematron}pattern-' || count($pattern/preceding-sibling::sch:pattern) + 1"/>
  </xsl:function>

  <!-- An expression of the schema; a variable whose name is taken elsewhere is written with the number of its pattern. -->
  <xsl:function name="sch:xpath" as="xs:string">
    <xsl:param name="expression" as="attribute()"/>
    <xsl:sequence select="sch:renamed($expression, $expression/..)"/>
  </xsl:function>

  <xsl:function name="sch:renamed" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="where" as="element()"/>
    <xsl:variable name="pattern" as="element(sch:pattern)?" select="$where/ancestor::sch:pattern"/>
    <xsl:variable name="clashing" as="element(sch:let)*" select="$pattern/sch:let[count(key('global', @name)) gt 1]"/>
    <xsl:sequence
        select="if (empty($clashing)) then $expression
                else sch:replaced($expression, map:merge($clashing ! map { string(@name): '$' || @name || '·' || replace(sch:mode($pattern), '.*-', '') }), true())"/>
  </xsl:function>

  <xsl:key name="global" match="sch:schema/sch:let | sch:pattern/sch:let | sch:schema/xsl:variable | sch:schema/xsl:param" use="@name"/>

  <!-- XPath 1.0 as it was: for the bindings that promise it, and for none, which means xslt. -->
  <xsl:function name="sch:binding" as="attribute()?">
    <xsl:param name="where" as="element()"/>
    <xsl:if test="sch:tree($where) or empty($where/ancestor::sch:schema/@queryBinding)">
      <xsl:attribute name="version" select="'1.0'"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="sch:tree" as="xs:boolean">
    <xsl:param name="where" as="element()"/>
    <xsl:sequence select="lower-case($where/ancestor::sch:schema/@queryBinding) = ('xslt', 'xslt1', 'xpath')"/>
  </xsl:function>

  <!-- The prefixes of the schema that an included part was taken from: "prefix=uri" each. -->
  <xsl:function name="sch:namespaces" as="node()*">
    <xsl:param name="where" as="element()"/>
    <xsl:for-each select="tokenize($where/@at:prefixes)">
      <xsl:namespace name="{substring-before(., '=')}" select="substring-after(., '=')"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="sch:place" as="attribute()?">
    <xsl:param name="where" as="element()"/>
    <xsl:sequence select="$where/@at:place[$careful eq 'yes']"/>
  </xsl:function>

  <!-- Text for an attribute value template that is to mean itself. -->
  <xsl:function name="sch:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '[{}]', '$0$0')"/>
  </xsl:function>

  <xsl:function name="sch:literally" as="attribute()">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:attribute name="{name($attribute)}" select="sch:literal($attribute)"/>
  </xsl:function>

</xsl:stylesheet>
