<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: emendations: the reading in the text, and its entry at the foot, keyed by sentence.
     Input: choice, surplus, gap, supplied, app; the entries stand in standOff[@type = 'apparatus']. Output: calls. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:print="urn:edition:print"
    xmlns:reading="urn:edition:reading"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="entry" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:key name="entry" match="standOff[@type = 'apparatus']/listApp/app" use="substring(@corresp, 2)"/>
  <xsl:key name="category" match="category" use="@xml:id"/>

  <xsl:variable name="print:reasons" as="map(xs:string, xs:string)"
      select="map { 'truncation': 'the witness begins or stops here', 'extraction': 'lost when the text was taken from its page' }"/>
  <xsl:variable name="print:certainties" as="map(xs:string, xs:string)"
      select="map { 'high': 'certain', 'medium': 'probable', 'low': 'doubtful' }"/>

  <xsl:template match="choice" priority="2" as="node()*">
    <xsl:apply-templates select="reading:chosen(.)"/>
  </xsl:template>

  <xsl:template match="supplied" priority="2" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="gap" priority="2" as="text()">
    <xsl:text>[…]</xsl:text>
  </xsl:template>

  <xsl:template match="surplus" priority="2" as="empty-sequence()"/>

  <xsl:template match="(choice | supplied | gap | surplus)[not(ancestor::choice)]" priority="3" as="element()*">
    <xsl:variable name="app" as="element(app)?" select="key('entry', @xml:id, ancestor::TEI[1])[1]"/>
    <t:emended id="{@xml:id}" kind="{$app/@type}" to="entry.{@xml:id}"><xsl:next-match/></t:emended>
    <xsl:apply-templates select="$app" mode="entry"/>
  </xsl:template>

  <xsl:template match="app" mode="entry" as="element(t:apparatus)">
    <t:apparatus loc="{@loc}" to="{substring(@corresp, 2)}" remark="{print:remark(.)}">
      <t:body><xsl:apply-templates select="lem" mode="entry"/></t:body>
      <t:body><xsl:apply-templates select="rdg" mode="entry"/></t:body>
    </t:apparatus>
  </xsl:template>

  <xsl:template match="lem" mode="entry" as="node()*">
    <xsl:value-of select="."/>
    <xsl:text>] </xsl:text>
  </xsl:template>

  <xsl:template match="app[@type = 'surplus']/lem" mode="entry" as="node()*">
    <t:editorial>deleted</t:editorial>
    <xsl:text>] </xsl:text>
  </xsl:template>

  <xsl:template match="app[@type = 'expansion']/lem" mode="entry" as="text()*">
    <xsl:value-of select="., ../note" separator=" = "/>
  </xsl:template>

  <xsl:template match="app[@type = 'gap']/lem" mode="entry" as="text()*">
    <xsl:value-of select=". || ' '"/>
  </xsl:template>

  <xsl:template match="rdg" mode="entry" as="text()">
    <xsl:value-of select="."/>
  </xsl:template>

  <xsl:template match="app[@type = 'expansion']/rdg" mode="entry" as="empty-sequence()"/>

  <xsl:template match="app[@type = 'gap']/rdg" mode="entry" as="element(t:editorial)">
    <t:editorial><xsl:value-of select="($print:reasons(string(../@reason)), ../@reason, 'lost')[1]"/></t:editorial>
  </xsl:template>

  <xsl:template match="app[@type = 'supplied']/rdg | app[@type = ('correction', 'regularization')]/rdg[not(normalize-space())]" mode="entry" as="element(t:editorial)">
    <t:editorial>not in the witness</t:editorial>
  </xsl:template>

  <!-- Class of the error and certainty: “recognition, certain”. -->
  <xsl:function name="print:remark" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="category" as="element(category)*" select="tokenize($app/@ana) ! key('category', substring-after(., '#'), root($app))"/>
    <xsl:variable name="class" as="xs:string*" select="$category/catDesc[lang('en')][1] ! lower-case(normalize-space(replace(., ':.*$', '', 's')))"/>
    <xsl:sequence select="string-join(($class, 'spelling made regular'[$app/@type = 'regularization'][empty($class)], print:certainty($app/@cert)), ', ')"/>
  </xsl:function>

  <xsl:function name="print:certainty" as="xs:string?">
    <xsl:param name="cert" as="attribute()?"/>
    <xsl:sequence select="$cert ! ($print:certainties(.), string(.))[1]"/>
  </xsl:function>

  <xsl:template match="text//app" as="node()*">
    <xsl:apply-templates select="(lem, .//rdg)[1]"/>
  </xsl:template>

</xsl:stylesheet>
