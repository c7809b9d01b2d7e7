<?xml version="1.0" encoding="UTF-8"?>
<!--
  Purpose: compile the ODD to RELAX NG (XML syntax).
  Input:   edition.odd, which specifies everything it uses: elements, classes, macros, datatypes.
  Output:  a grammar with one definition for each element, model class, macro, datatype and class attribute.
  Note:    an attribute defined on an element takes the place of the class attribute of the same name.
           What is not known here stops the compilation.
-->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns="http://relaxng.org/ns/structure/1.0"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    xmlns:odd="http://www.tei-c.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="odd xs">

  <xsl:output method="xml" indent="yes"/>

  <!-- default: specifications; content: how often a particle occurs; particle: what it is. -->
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="content" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="particle" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:key name="specification" match="elementSpec | classSpec | macroSpec | dataSpec" use="@ident"/>
  <xsl:key name="member" match="elementSpec | classSpec" use="classes/memberOf/@key"/>

  <xsl:template match="/" as="node()+">
    <xsl:comment> Generated from edition.odd by `make schema`; do not edit. </xsl:comment>
    <xsl:apply-templates select="//schemaSpec"/>
  </xsl:template>

  <xsl:template match="schemaSpec" as="element()">
    <grammar ns="{@ns}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <start>
        <ref name="{@start}"/>
      </start>
      <xsl:apply-templates select="sort(//elementSpec, (), odd:name#1), sort((//classSpec, //macroSpec, //dataSpec), (), odd:name#1)"/>
    </grammar>
  </xsl:template>

  <xsl:template match="elementSpec" as="element()">
    <define name="{@ident}">
      <element name="{@ident}">
        <xsl:apply-templates select="desc"/>
        <xsl:apply-templates select="content/*" mode="content"/>
        <xsl:apply-templates select="attList/attDef"/>
        <xsl:for-each select="odd:inherited(.)[not(@ident = current()/attList/attDef/@ident)]">
          <optional>
            <ref name="{odd:attribute(.)}"/>
          </optional>
        </xsl:for-each>
      </element>
    </define>
  </xsl:template>

  <xsl:template match="classSpec[@type eq 'atts']" as="element()*">
    <xsl:for-each select="attList/attDef">
      <define name="{odd:attribute(.)}">
        <xsl:sequence select="odd:declared(.)"/>
      </define>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="classSpec[@type eq 'model']" as="element()">
    <define name="{@ident}">
      <choice>
        <xsl:for-each select="sort(key('member', @ident), (), odd:name#1)">
          <ref name="{@ident}"/>
        </xsl:for-each>
      </choice>
    </define>
  </xsl:template>

  <xsl:template match="macroSpec | dataSpec" as="element()">
    <define name="{@ident}">
      <xsl:apply-templates select="content/*" mode="content"/>
    </define>
  </xsl:template>

  <xsl:template match="desc" as="element()">
    <a:documentation>{normalize-space()}</a:documentation>
  </xsl:template>

  <!-- Attributes -->

  <xsl:template match="attDef[not(@mode)][@usage eq 'opt']" as="element()">
    <optional>
      <xsl:sequence select="odd:declared(.)"/>
    </optional>
  </xsl:template>

  <xsl:template match="attDef[not(@mode)][@usage eq 'req']" as="element()">
    <xsl:sequence select="odd:declared(.)"/>
  </xsl:template>

  <!-- An attribute of a class that this element must have. -->
  <xsl:template match="attDef[@mode eq 'change'][@usage eq 'req']" as="element()">
    <ref name="{odd:inherited(ancestor::elementSpec)[@ident eq current()/@ident] => odd:attribute()}"/>
  </xsl:template>

  <xsl:template match="valList[@type eq 'closed']" as="element()">
    <choice>
      <xsl:apply-templates select="valItem"/>
    </choice>
  </xsl:template>

  <xsl:template match="valItem" as="element()+">
    <value>{@ident}</value>
    <xsl:apply-templates select="desc"/>
  </xsl:template>

  <xsl:template match="datatype[not(@minOccurs)][not(@maxOccurs)]" as="element()">
    <xsl:apply-templates select="*" mode="particle"/>
  </xsl:template>

  <xsl:template match="datatype[not(@minOccurs)][@maxOccurs eq 'unbounded']" as="element()">
    <list>
      <oneOrMore>
        <xsl:apply-templates select="*" mode="particle"/>
      </oneOrMore>
    </list>
  </xsl:template>

  <xsl:template match="datatype[@minOccurs eq '2'][@maxOccurs eq 'unbounded']" as="element()">
    <list>
      <xsl:apply-templates select="*" mode="particle"/>
      <oneOrMore>
        <xsl:apply-templates select="*" mode="particle"/>
      </oneOrMore>
    </list>
  </xsl:template>

  <!-- Content: how often -->

  <xsl:template match="*[not(@minOccurs)][not(@maxOccurs)]" mode="content" as="element()">
    <xsl:apply-templates select="." mode="particle"/>
  </xsl:template>

  <xsl:template match="*[@minOccurs eq '0'][not(@maxOccurs)]" mode="content" as="element()">
    <optional>
      <xsl:apply-templates select="." mode="particle"/>
    </optional>
  </xsl:template>

  <xsl:template match="*[@minOccurs eq '0'][@maxOccurs eq 'unbounded']" mode="content" as="element()">
    <zeroOrMore>
      <xsl:apply-templates select="." mode="particle"/>
    </zeroOrMore>
  </xsl:template>

  <xsl:template match="*[not(@minOccurs)][@maxOccurs eq 'unbounded']" mode="content" as="element()">
    <oneOrMore>
      <xsl:apply-templates select="." mode="particle"/>
    </oneOrMore>
  </xsl:template>

  <xsl:template match="*[@minOccurs eq '2'][@maxOccurs eq 'unbounded']" mode="content" as="element()+">
    <xsl:apply-templates select="." mode="particle"/>
    <oneOrMore>
      <xsl:apply-templates select="." mode="particle"/>
    </oneOrMore>
  </xsl:template>

  <!-- Content: what -->

  <xsl:template match="sequence" mode="particle" as="element()">
    <group>
      <xsl:apply-templates select="*" mode="content"/>
    </group>
  </xsl:template>

  <xsl:template match="alternate" mode="particle" as="element()">
    <choice>
      <xsl:apply-templates select="*" mode="content"/>
    </choice>
  </xsl:template>

  <xsl:template match="elementRef | classRef | macroRef | dataRef[@key]" mode="particle" as="element()">
    <ref name="{odd:specification(@key)/@ident}"/>
  </xsl:template>

  <xsl:template match="dataRef[@name]" mode="particle" as="element()">
    <data type="{@name}">
      <xsl:for-each select="@restriction">
        <param name="pattern">{.}</param>
      </xsl:for-each>
    </data>
  </xsl:template>

  <xsl:template match="textNode" mode="particle" as="element()">
    <text/>
  </xsl:template>

  <xsl:template match="empty" mode="particle" as="element()">
    <empty/>
  </xsl:template>

  <!-- Looking things up -->

  <xsl:function name="odd:name" as="xs:string">
    <xsl:param name="specification" as="element()"/>
    <xsl:sequence select="string($specification/@ident)"/>
  </xsl:function>

  <xsl:function name="odd:specification" as="element()">
    <xsl:param name="key" as="attribute(key)"/>
    <xsl:sequence select="(key('specification', $key, root($key)), error(xs:QName('odd:unknown'), $key || ' is not specified'))[1]"/>
  </xsl:function>

  <xsl:function name="odd:attribute" as="xs:string">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:sequence select="$attribute/ancestor::classSpec/@ident || '.' || translate($attribute/@ident, ':', '-')"/>
  </xsl:function>

  <xsl:function name="odd:declared" as="element()">
    <xsl:param name="attribute" as="element(attDef)"/>
    <attribute name="{$attribute/@ident}">
      <xsl:apply-templates select="$attribute/desc, $attribute/datatype, $attribute/valList"/>
    </attribute>
  </xsl:function>

  <!-- All attribute classes of an element or class, with the classes these belong to. -->
  <xsl:function name="odd:classes" as="element(classSpec)*">
    <xsl:param name="specification" as="element()"/>
    <xsl:for-each select="$specification/classes/memberOf/odd:specification(@key)[@type eq 'atts']">
      <xsl:sequence select="., odd:classes(.)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="odd:inherited" as="element(attDef)*">
    <xsl:param name="element" as="element(elementSpec)"/>
    <xsl:sequence select="odd:classes($element)/attList/attDef"/>
  </xsl:function>

</xsl:stylesheet>
