<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: any TEI document in print, a stranger's too.
     Input: a TEI or teiCorpus, resolved. Output: files/file[@name = 'standalone.typ']; it needs the folder layout beside it.
     Elements that have no template print their content, visibly marked, and are named once in a message. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:display="urn:edition:display"
    xmlns:label="urn:edition:label"
    xmlns:print="urn:edition:print"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="common.xsl"/>
  <xsl:import href="../common/display.xsl"/>
  <xsl:include href="any-header.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template match="/*" mode="files" as="element(Q{}file)">
    <file name="standalone.typ">
      <xsl:apply-templates select="." mode="volume"/>
    </file>
  </xsl:template>

  <!-- What nothing points to needs no place of its own where there are many: each costs the typesetter as much as a heading. -->
  <xsl:template match="/" priority="1" as="element(Q{}files)">
    <xsl:variable name="slim" as="document-node()"><xsl:apply-templates select="if (count(//@xml:id) gt 1500) then . else ()" mode="slim"/><xsl:copy-of select=".[count(//@xml:id) le 1500]"/></xsl:variable>
    <files><xsl:apply-templates select="$slim/*" mode="files"/></files>
  </xsl:template>

  <xsl:mode name="slim" on-no-match="shallow-copy"/>
  <xsl:key name="pointed" match="*[@target | @ref | @corresp]" use="(@target, @ref, @corresp) ! tokenize(.)"/>
  <xsl:template match="@xml:id[not(key('pointed', '#' || .))][not(parent::TEI or parent::note or parent::choice or parent::app or parent::subst)]" mode="slim" as="empty-sequence()"/>

  <xsl:template match="*" mode="parts" as="element()*">
    <xsl:apply-templates select="." mode="title-page"/>
    <xsl:apply-templates select="." mode="verso"/>
    <t:contents title="{label:of('print.contents', print:lang(.))}"/>
    <t:recto/>
    <xsl:apply-templates select="descendant-or-self::TEI" mode="section"/>
    <xsl:apply-templates select="self::teiCorpus" mode="whole"/>
  </xsl:template>

  <!-- All of a document that is not header; of a description of a manuscript without a text, the description. -->
  <xsl:template match="TEI" mode="section" priority="2" as="element(t:section)">
    <t:section title="{print:title(.)}">
      <t:opening id="{@xml:id}">
        <t:body><xsl:value-of select="print:title(.)"/></t:body>
        <t:body><xsl:apply-templates select="." mode="parallel-titles"/></t:body>
      </t:opening>
      <xsl:apply-templates select="teiHeader" mode="introduction"/>
      <xsl:apply-templates select="preceding-sibling::*[parent::teiCorpus][not(self::TEI or self::teiHeader or self::teiCorpus)][not(preceding-sibling::TEI)]"/>
      <xsl:apply-templates select="* except (teiHeader, TEI, standOff), standOff[not(@type = 'apparatus')]"/>
      <xsl:apply-templates select=".[not(normalize-space(string-join((text, sourceDoc, standOff[not(@type = 'apparatus')], TEI))))]/teiHeader//msDesc" mode="described"/>
      <xsl:apply-templates select="." mode="notes"/>
      <xsl:apply-templates select="text" mode="furniture"/>
      <xsl:apply-templates select="." mode="whole"/>
    </t:section>
  </xsl:template>

  <xsl:mode name="described" on-no-match="fail"/>

  <xsl:template match="msDesc" mode="described" as="element()*">
    <xsl:apply-templates select="*" mode="described"/>
  </xsl:template>

  <xsl:template match="*" mode="described" as="element()*">
    <xsl:choose>
      <xsl:when test="*/@display:as = 'block' and not(@display:mixed)"><xsl:apply-templates select="*" mode="described"/></xsl:when>
      <xsl:when test="normalize-space()"><t:chunk><t:small><xsl:value-of select="local-name()"/></t:small><xsl:text> </xsl:text><xsl:apply-templates/></t:chunk></xsl:when>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
