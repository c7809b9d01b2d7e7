<?xml version="1.0" encoding="UTF-8"?>
<!--
  Purpose: make the XML Schema that trang writes say what the grammar says that it is made from.
  Input:   an XML Schema by trang without abstract elements: every element is global, and what holds nothing has empty content.
  Output:  the same, where only the root of the grammar is global, since any global element may be the root of a document (XML Schema
           Part 1, 2nd ed., 3.3.4); and where what holds nothing may hold white space, as in RELAX NG (section 6.2.7): a sequence
           within a sequence is no empty content (Part 1, 3.4.2), so that white space is passed over (3.4.4, cvc-complex-type 2.3).
-->
<xsl:stylesheet version="3.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="xml" indent="yes"/>

  <xsl:mode on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:mode name="content" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:param name="root" as="xs:string" required="yes"/>

  <!-- trang has types of its own, some named like elements. -->
  <xsl:template match="xs:schema/xs:element[@name ne $root]" as="element()">
    <xs:complexType name="element.{@name}">
      <xsl:apply-templates select="xs:complexType/@*, xs:annotation"/>
      <xsl:apply-templates select="xs:complexType" mode="content"/>
    </xs:complexType>
  </xsl:template>

  <xsl:template match="xs:element/@ref" as="attribute()+">
    <xsl:attribute name="name" select="substring-after(., ':')"/>
    <xsl:attribute name="type" select="replace(., ':', ':element.')"/>
  </xsl:template>

  <xsl:template match="xs:complexType" mode="content" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="xs:complexType[empty(@mixed)][empty(* except (xs:attribute, xs:attributeGroup))]" mode="content" as="node()+">
    <xs:sequence>
      <xs:sequence/>
    </xs:sequence>
    <xsl:apply-templates/>
  </xsl:template>
</xsl:stylesheet>
