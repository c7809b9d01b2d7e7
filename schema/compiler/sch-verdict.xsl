<?xml version="1.0" encoding="UTF-8"?>
<!--
  Purpose: make a stylesheet that only tells whether a document keeps a Schematron schema: what is sound, as most files are, need not be reported on.
  Input:   the stylesheet that sch2xsl.xsl has made.
  Output:  a stylesheet whose output is empty for a document in which nothing failed, and could be evaluated.
  Steps:   1. What would be reported becomes one letter, and the report around it nothing.
           2. Patterns of a single rule become one mode: one way through the document for all of them.
-->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns="http://www.w3.org/1999/XSL/Transform"
    xmlns:out="http://www.w3.org/1999/XSL/TransformAlias"
    xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    exclude-result-prefixes="#all">

  <xsl:output method="xml" indent="no"/>
  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="#default"/>
  <xsl:mode on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:key name="rules" match="xsl:stylesheet/xsl:template[@mode]" use="@mode"/>
  <xsl:variable name="together" as="xs:string" select="'Q{urn:x-edition:schematron}together'"/>
  <xsl:variable name="rules" as="element(xsl:template)*" select="/*/xsl:template[starts-with(@mode, 'Q{urn:x-edition:schematron}pattern-')]"/>
  <xsl:variable name="single" as="element(xsl:template)*" select="$rules[count(key('rules', @mode)) = 1]"/>

  <xsl:template match="xsl:stylesheet/xsl:output" as="element()+">
    <out:output method="text"/>
    <out:mode name="{$together}" on-no-match="shallow-skip" on-multiple-match="fail"/>
  </xsl:template>

  <!-- Places are not told, so none are counted. -->
  <xsl:template match="xsl:stylesheet/xsl:mode/@use-accumulators | xsl:stylesheet/xsl:accumulator | xsl:stylesheet/xsl:function[@name = 'Q{urn:x-edition:schematron}location']" as="empty-sequence()"/>

  <!-- What they give is text now. -->
  <xsl:template match="xsl:stylesheet/xsl:template[not(@mode) or @mode = $rules/@mode]/@as" as="empty-sequence()"/>

  <xsl:template match="svrl:schematron-output" as="node()*">
    <out:apply-templates select="/" mode="{$together}"/>
    <xsl:apply-templates select="xsl:apply-templates"/>
  </xsl:template>

  <xsl:template match="xsl:apply-templates[@mode = $single/@mode] | xsl:mode[@name = $single/@mode] | svrl:fired-rule" as="empty-sequence()"/>

  <xsl:template match="svrl:failed-assert | svrl:successful-report | svrl:error" as="element()">
    <out:text>x</out:text>
  </xsl:template>

  <xsl:template match="xsl:stylesheet/xsl:template[@mode = $single/@mode]/@mode" as="attribute()">
    <xsl:attribute name="mode" select="$together"/>
  </xsl:template>

  <xsl:template match="xsl:stylesheet/xsl:template[@mode = $single/@mode]/@priority" as="attribute()">
    <xsl:attribute name="priority" select="count(../preceding-sibling::xsl:template) + 1"/>
  </xsl:template>

  <!-- Where a rule went on to what its node holds, the other rules see the node. -->
  <xsl:template match="xsl:stylesheet/xsl:template[@mode = $single/@mode]/xsl:apply-templates[@mode = '#current']" as="element()">
    <out:next-match/>
  </xsl:template>

</xsl:stylesheet>
