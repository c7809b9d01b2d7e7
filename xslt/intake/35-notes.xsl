<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: which notes are called by a key in the text: only those that stand at a word. A note that is itself a block, or a part of an
     entry, stays where it is; so does one that the source has within the line.
     An apparatus that is not woven into the text (TEI Guidelines, 12.2.1 and 12.2.2) becomes such notes: the place, the lemma and a bracket,
     the readings with their witnesses. Input: TEI with @display:as. Output: the same. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xmlns="http://www.tei-c.org/ns/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs">

  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:mode name="entry" on-no-match="fail"/>

  <xsl:template match="note[@display:as = 'block']" as="element()">
    <xsl:element name="{if (*/@display:as = 'block') then 'div' else 'ab'}">
      <xsl:attribute name="type" select="'note'"/>
      <xsl:apply-templates select="(@* except @type) | node()"/>
    </xsl:element>
  </xsl:template>

  <!-- What is said of a witness, apart from its readings. -->
  <xsl:template match="text//witDetail" as="element(note)">
    <note display:as="inline"><xsl:apply-templates select="(@* except @display:as) | node()"/></note>
  </xsl:template>

  <xsl:template match="noteGrp[@display:as = 'block']" as="element()">
    <ab><xsl:apply-templates select="@* | node()"/></ab>
  </xsl:template>

  <xsl:template match="note[@display:as = 'inline'][@place = ('inline', 'inline2')] | (bibl | person | place | org | event | witness | object | respStmt | item[ancestor::standOff] | cit | entry | entryFree | sense | form | etym | xr | gramGrp | msItem | relation | change | eg)/note[@display:as = 'inline'] | noteGrp/note[@display:as = 'inline'][not(ancestor::text)] | teiHeader//note[@display:as = 'inline'] | standOff//note[@display:as = 'inline'] | sourceDoc//note[@display:as = 'inline']" as="element(seg)">
    <seg type="note"><xsl:apply-templates select="(@* except @type) | node()"/></seg>
  </xsl:template>

  <xsl:template match="app[@from or @loc or @to][not(parent::listApp)]" as="element(note)">
    <note type="apparatus" display:as="inline"><xsl:copy-of select="@xml:id"/><xsl:apply-templates select="." mode="entry"/></note>
  </xsl:template>

  <xsl:template match="listApp" as="element()*">
    <list type="apparatus" display:as="block"><xsl:apply-templates select="(@* except @type) | node()"/></list>
  </xsl:template>

  <xsl:template match="listApp/app" as="element(item)">
    <item display:as="block"><xsl:copy-of select="@xml:id"/><xsl:apply-templates select="." mode="entry"/></item>
  </xsl:template>

  <xsl:template match="app" mode="entry" as="node()*">
    <xsl:for-each select="(@loc, @n[not(../@loc)])[. ne ''][1]"><num display:as="inline"><xsl:value-of select="."/></num><xsl:text> </xsl:text></xsl:for-each>
    <xsl:for-each select="lem[node()]">
      <mentioned display:as="inline"><xsl:apply-templates/></mentioned>
      <xsl:apply-templates select="@wit" mode="entry"/>
      <xsl:text>] </xsl:text>
    </xsl:for-each>
    <xsl:for-each select="* except lem">
      <xsl:if test="position() gt 1"><xsl:text>; </xsl:text></xsl:if>
      <xsl:apply-templates select="." mode="entry"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="rdg | rdgGrp | witDetail | note | wit | app/*" mode="entry" as="node()*">
    <seg display:as="{@display:as}"><xsl:copy-of select="@xml:id | @xml:lang"/><xsl:apply-templates/></seg>
    <xsl:apply-templates select="@wit" mode="entry"/>
  </xsl:template>

  <xsl:template match="@wit" mode="entry" as="node()*">
    <xsl:text> </xsl:text>
    <hi rend="small" display:as="inline"><xsl:value-of select="tokenize(.) ! replace(., '^.*#', '')"/></hi>
  </xsl:template>

</xsl:stylesheet>
