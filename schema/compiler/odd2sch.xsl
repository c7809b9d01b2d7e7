<?xml version="1.0" encoding="UTF-8"?>
<!--
  Purpose: take the Schematron rules out of the ODD.
  Input:   edition.odd, whose constraintSpecs hold rules.
  Output:  one ISO Schematron schema with a pattern for each constraintSpec, in document order.
-->
<xsl:stylesheet version="3.0"
    xmlns="http://purl.oclc.org/dsdl/schematron"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="sch">

  <xsl:output method="xml" indent="yes" suppress-indentation="sch:assert sch:report"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="rule" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template match="/" as="node()+">
    <xsl:comment> Generated from edition.odd by `make schema`; do not edit. </xsl:comment>
    <schema queryBinding="xslt3">
      <ns prefix="tei" uri="{//schemaSpec/@ns}"/>
      <xsl:apply-templates select="//constraintSpec[@scheme eq 'schematron']"/>
    </schema>
  </xsl:template>

  <xsl:template match="constraintSpec" as="element()">
    <pattern id="{@ident}">
      <xsl:apply-templates select="constraint/*" mode="rule"/>
    </pattern>
  </xsl:template>

  <!-- Written anew, so that no namespace of the ODD comes along. -->
  <xsl:template match="sch:*" mode="rule" as="element()">
    <xsl:element name="{local-name()}">
      <xsl:apply-templates select="@*, node()" mode="rule"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="text()[not(normalize-space())]" mode="rule" as="text()?">
    <xsl:sequence select="self::text()[../(self::sch:assert | self::sch:report)]"/>
  </xsl:template>

</xsl:stylesheet>
