<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: content models and datatypes in words: what follows what, how often, of which form. Input: the content of a specification, the
     datatype of an attribute. Output: a line, with a list below it where parts have parts. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:odd="urn:edition:odd"
    exclude-result-prefixes="#all">

  <!-- How often something occurs, as the end of a label. -->
  <xsl:function name="odd:occurs" as="xs:string">
    <xsl:param name="particle" as="element()"/>
    <xsl:sequence select="($particle/@minOccurs, '1')[1] || '-' || ($particle/@maxOccurs, '1')[1]"/>
  </xsl:function>

  <xsl:mode name="odd:model" on-no-match="fail"/>

  <!-- Several parts: in a line if each is simple and the order is free, else below each other. -->
  <xsl:template match="odd:sequence | odd:alternate" mode="odd:model" as="node()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <span class="how"><xsl:value-of select="label:of('odd.' || local-name() || '.' || odd:occurs(.), $lang)"/></span>
    <ul><xsl:for-each select="*"><li><xsl:apply-templates select="." mode="#current"/></li></xsl:for-each></ul>
  </xsl:template>

  <xsl:template match="odd:alternate[not(*/*)]" mode="odd:model" as="node()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <span class="how"><xsl:value-of select="label:of('odd.alternate.' || odd:occurs(.), $lang)"/></span>
    <xsl:text> </xsl:text>
    <xsl:for-each select="*">
      <xsl:if test="position() gt 1">, </xsl:if>
      <xsl:apply-templates select="current()" mode="#current"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="odd:elementRef | odd:classRef | odd:macroRef" mode="odd:model" as="node()+">
    <xsl:sequence select="key('odd:specification', @key) ! odd:link(.)"/>
    <xsl:apply-templates select="." mode="odd:often"/>
  </xsl:template>

  <!-- How often a part occurs, where that is not just once. -->
  <xsl:mode name="odd:often" on-no-match="fail"/>

  <xsl:template match="*" mode="odd:often" as="node()*"/>

  <xsl:template match="*[@minOccurs or @maxOccurs]" mode="odd:often" as="node()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:text> </xsl:text>
    <small><xsl:value-of select="label:of('odd.occurs.' || odd:occurs(.), $lang)"/></small>
  </xsl:template>

  <xsl:template match="odd:textNode" mode="odd:model" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('odd.text', $lang)"/>
  </xsl:template>

  <xsl:template match="odd:empty" mode="odd:model" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('nothing', $lang)"/>
  </xsl:template>

  <!-- Datatypes: those of the ODD lead to where they are described, those of W3C XML Schema have their names there. -->

  <xsl:template match="odd:datatype" mode="odd:model" as="node()+">
    <xsl:apply-templates select="*" mode="#current"/>
    <xsl:apply-templates select="." mode="odd:often"/>
  </xsl:template>

  <xsl:template match="odd:dataRef[@key]" mode="odd:model" as="node()+">
    <xsl:sequence select="key('odd:specification', @key) ! odd:link(.)"/>
    <xsl:apply-templates select="." mode="odd:often"/>
  </xsl:template>

  <xsl:template match="odd:dataRef[@name]" mode="odd:model" as="node()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <code><xsl:value-of select="@name"/></code>
    <xsl:for-each select="@restriction">
      <xsl:value-of select="' ' || label:of('odd.pattern', $lang) || ' '"/>
      <code class="pattern"><xsl:value-of select="."/></code>
    </xsl:for-each>
    <xsl:apply-templates select="." mode="odd:often"/>
  </xsl:template>

</xsl:stylesheet>
