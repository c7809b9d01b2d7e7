<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: emendations: the reading in the text, and its entry at the foot, keyed by sentence.
     Input: choice, surplus, gap, supplied, app; the entries stand in standOff[@type = 'apparatus']. Output: calls. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:print="urn:edition:print"
    xmlns:reading="urn:edition:reading"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="entry" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:key name="entry" match="standOff[@type = 'apparatus']/listApp/app" use="substring(@corresp, 2)"/>

  <xsl:template match="choice" priority="2" as="node()*">
    <xsl:apply-templates select="reading:chosen(.)"/>
  </xsl:template>

  <xsl:template match="supplied" priority="2" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="gap" priority="2" as="text()">
    <xsl:text>[…]</xsl:text>
  </xsl:template>

  <xsl:template match="gap[desc[normalize-space()]]" priority="2.5" as="text()">
    <xsl:value-of select="reading:gap(.)"/>
  </xsl:template>

  <xsl:template match="surplus" priority="2" as="empty-sequence()"/>

  <xsl:template match="(choice | supplied | gap | surplus | app | subst)[not(ancestor::choice)][key('entry', @xml:id, ancestor::TEI[1])]" priority="3" as="element()*">
    <xsl:variable name="app" as="element(app)?" select="key('entry', @xml:id, ancestor::TEI[1])[1]"/>
    <xsl:apply-templates select="(self::surplus | sic | orig)//lb[@xml:id]" mode="lost-line"/>
    <t:emended id="{@xml:id}" kind="{$app/@type}" to="entry.{@xml:id}"><xsl:next-match/></t:emended>
    <xsl:apply-templates select="$app" mode="entry"/>
  </xsl:template>

  <!-- A line of the witness that begins in what is not read can still be found. -->
  <xsl:mode name="lost-line" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="lb" mode="lost-line" as="element(t:inline-anchor)">
    <t:inline-anchor id="{@xml:id}"/>
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
    <t:editorial><xsl:value-of select="label:of('print.deleted', print:of-text(.))"/></t:editorial>
    <xsl:text>] </xsl:text>
  </xsl:template>

  <xsl:template match="app[@type = 'expansion']/lem" mode="entry" as="text()*">
    <xsl:value-of select="., ../note" separator=" = "/>
  </xsl:template>

  <xsl:template match="app[@type = 'gap']/lem" mode="entry" as="text()*">
    <xsl:value-of select=". || ' '"/>
  </xsl:template>

  <xsl:template match="rdg" mode="entry" as="node()*">
    <xsl:value-of select="'; '[current()/preceding-sibling::rdg]"/>
    <xsl:value-of select="."/>
    <xsl:for-each select="@wit"><t:small><xsl:value-of select="' ', tokenize(.) ! replace(., '^.*#', '')"/></t:small></xsl:for-each>
  </xsl:template>

  <xsl:template match="app[@type = 'expansion']/rdg" mode="entry" as="empty-sequence()"/>

  <xsl:template match="app[@type = 'gap']/rdg" mode="entry" as="element(t:editorial)">
    <t:editorial><xsl:value-of select="label:of((../@reason ! ('reason.' || .), 'print.lost')[1], print:of-text(.))"/></t:editorial>
  </xsl:template>

  <xsl:template match="app[@type = 'supplied']/rdg | app[@type = ('correction', 'regularization')]/rdg[not(normalize-space())]" mode="entry" as="element(t:editorial)">
    <t:editorial><xsl:value-of select="label:of('print.not-in-witness', print:of-text(.))"/></t:editorial>
  </xsl:template>

  <!-- Class of the error, and the certainty where there is a doubt: “recognition, probable”. -->
  <xsl:function name="print:remark" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="lang" as="xs:string" select="print:of-text($app)"/>
    <xsl:variable name="class" as="xs:string*" select="$app/@ana ! label:declared(., $lang), label:of('regularization', $lang)[$app[@type = 'regularization'][not(@ana)]]"/>
    <xsl:sequence select="string-join(($class, $app/@cert[. ne 'high'] ! label:of('cert.' || ., $lang)), ', ')"/>
  </xsl:function>

  <!-- The language of the interface beside the words of a text. -->
  <xsl:function name="print:of-text" as="xs:string">
    <xsl:param name="in" as="element()"/>
    <xsl:sequence select="label:beside(language:of($in/ancestor::TEI[1]/(text, sourceDoc)[1]))"/>
  </xsl:function>

  <xsl:template match="app" as="node()*">
    <xsl:apply-templates select="reading:lemma(.)/node(), note"/>
  </xsl:template>

</xsl:stylesheet>
