<?xml version="1.0" encoding="UTF-8"?>
<!--
  Purpose: write out what a Schematron schema says by reference (ISO/IEC 19757-3, 6.2 to 6.4).
  Input:   a schema in which every reference leads somewhere (sch-known.xsl).
  Output:  the schema of one phase: lets, patterns, rules, and in each assert and report its diagnostics and properties.
-->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:fn="http://www.w3.org/2005/xpath-functions"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    exclude-result-prefixes="#all">

  <!-- expand: the schema without references, with the parameters of an abstract pattern handed down. -->
  <xsl:mode name="expand" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template match="sch:phase | sch:diagnostics | sch:properties | sch:rules | sch:rule[@abstract eq 'true'] | sch:param
      | sch:schema/sch:title | sch:schema/sch:p | sch:pattern/sch:title | sch:pattern/sch:p | sch:rule/sch:p | comment() | processing-instruction()"
      mode="expand" as="empty-sequence()"/>

  <!-- Of other namespaces only declarations of XSLT, what a let holds and the words of a message count. -->
  <xsl:template match="(sch:schema | sch:pattern | sch:rule)/*[not(namespace-uri() = ('http://purl.oclc.org/dsdl/schematron', 'http://www.w3.org/1999/XSL/Transform'))]"
      mode="expand" as="empty-sequence()"/>

  <xsl:template match="sch:schema" mode="expand" as="element()">
    <xsl:variable name="phase" as="element(sch:phase)?" select="sch:phase[@id eq sch:phase(..)]"/>
    <xsl:copy>
      <xsl:copy-of select="@*, $phase/sch:let"/>
      <xsl:apply-templates select="* except (sch:let[@name = $phase/sch:let/@name], sch:pattern)" mode="#current"/>
      <xsl:apply-templates select="sch:pattern[not(@abstract eq 'true')][empty($phase) or @id = $phase/sch:active/@pattern]" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sch:pattern[@is-a]" mode="expand" as="element()">
    <xsl:variable name="abstract" as="element(sch:pattern)" select="key('abstract', @is-a)"/>
    <xsl:variable name="given" as="map(xs:string, xs:string)"
        select="map:merge(($abstract/sch:param[@value], sch:param) ! map { normalize-space(@name): string(@value) }, map { 'duplicates': 'use-last' })"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="$abstract/*, *" mode="#current">
        <xsl:with-param name="given" select="$given" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sch:extends" mode="expand" as="node()*">
    <xsl:apply-templates select="sch:extended(.)/*" mode="#current"/>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report" mode="expand" as="element()">
    <xsl:copy>
      <xsl:apply-templates select="@*, node(), key('diagnostic', tokenize(@diagnostics)), key('property', tokenize(@properties))" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sch:rule/(@context | @visit-each) | @test | @subject | @select | @path | sch:let/@value" mode="expand" as="attribute()">
    <xsl:param name="given" as="map(xs:string, xs:string)" tunnel="yes" select="map { }"/>
    <xsl:attribute name="{name()}" select="sch:replaced(., $given, false())"/>
  </xsl:template>

  <!-- Small tools -->

  <xsl:key name="abstract" match="sch:pattern[@abstract eq 'true']" use="@id"/>
  <xsl:key name="diagnostic" match="sch:diagnostic" use="@id"/>
  <xsl:key name="property" match="sch:property" use="@id"/>

  <!-- The phase in force: a name, or #ALL. -->
  <xsl:function name="sch:phase" as="xs:string">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:sequence select="if ($phase eq '#DEFAULT') then string(($schema/@defaultPhase, '#ALL')[1]) else $phase"/>
  </xsl:function>

  <!-- The abstract rule that is extended: one of the same pattern, or of the schema's rules. -->
  <xsl:function name="sch:extended" as="element(sch:rule)*">
    <xsl:param name="extends" as="element(sch:extends)"/>
    <xsl:sequence select="$extends/ancestor::sch:pattern/sch:rule[@abstract eq 'true'][@id = $extends/@rule],
        root($extends)/sch:schema/sch:rules/sch:rule[@abstract eq 'true'][@id = $extends/@rule]"/>
  </xsl:function>

  <!-- An expression with each $name replaced that is in the map; with $sparing, not within literals. -->
  <xsl:function name="sch:replaced" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="by" as="map(xs:string, xs:string)"/>
    <xsl:param name="sparing" as="xs:boolean"/>
    <xsl:variable name="literal" as="xs:string" select="if ($sparing) then '|''[^'']*''|&quot;[^&quot;]*&quot;' else ''"/>
    <xsl:value-of>
      <xsl:analyze-string select="$expression" regex="\$([\i-[:]][\c-[:]]*){$literal}">
        <xsl:matching-substring>{($by(regex-group(1)), .)[1]}</xsl:matching-substring>
        <xsl:non-matching-substring>{.}</xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:value-of>
  </xsl:function>

</xsl:stylesheet>
