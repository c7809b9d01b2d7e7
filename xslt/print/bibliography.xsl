<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the bibliography: what the texts were taken from, which books and papers the editors name, and which pages of the web they
     lead to, each with the pages of this book where it is named. Input: the corpus; tunnel parameter texts. Output: calls.
     Titles stand as the editors gave them; works that have an entry stand in their register. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:note="urn:edition:note"
    xmlns:print="urn:edition:print"
    xmlns:reading="urn:edition:reading"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="bibliography" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="teiCorpus" mode="bibliography" as="element(t:section)?">
    <xsl:param name="texts" as="element(TEI)*" tunnel="yes"/>
    <xsl:variable name="lang" as="xs:string" select="print:lang(.)"/>
    <xsl:variable name="lists" as="element()*">
      <xsl:sequence select="print:list('sources', print:sources($texts), $lang), print:list('titles', print:named-titles($texts), $lang), print:list('web', print:addresses($texts), $lang)"/>
    </xsl:variable>
    <xsl:if test="exists($lists)">
      <t:section>
        <t:head level="1"><xsl:value-of select="label:of('print.bibliography', $lang)"/></t:head>
        <xsl:sequence select="$lists"/>
      </t:section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="print:list" as="element()*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entries" as="element()*"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:if test="exists($entries)">
      <t:head level="2"><xsl:value-of select="label:of('print.bibliography.' || $kind, $lang)"/></t:head>
      <t:register><xsl:sequence select="$entries"/></t:register>
    </xsl:if>
  </xsl:function>

  <xsl:function name="print:sources" as="element(t:listed)*">
    <xsl:param name="texts" as="element(TEI)*"/>
    <xsl:for-each select="$texts/teiHeader/fileDesc/sourceDesc//bibl">
      <t:listed to="{ancestor::TEI/@xml:id}"><t:language code="{(*[@xml:lang][1]/@xml:lang, language:of(.))[1]}"><xsl:apply-templates select="(* except note)"  mode="listed"/></t:language></t:listed>
    </xsl:for-each>
  </xsl:function>

  <xsl:mode name="listed" on-no-match="text-only-copy"/>

  <xsl:template match="bibl/*" mode="listed" as="node()*">
    <xsl:value-of select="', '[current()/preceding-sibling::*]"/>
    <xsl:apply-templates select="."/>
  </xsl:template>

  <!-- Titles in introductions and notes, once each, by alphabet: those in Latin letters first. What stands in several languages is read in
       one, that of the edition: there a title in another is not inflected. -->
  <xsl:function name="print:named-titles" as="element(t:listed)*">
    <xsl:param name="texts" as="element(TEI)*"/>
    <xsl:variable name="read" as="element()*" select="$texts/(language:chosen(teiHeader/profileDesc/abstract, print:lang(.)) | note:within(text)/language:chosen(note:members(.), print:lang(.)))"/>
    <xsl:for-each-group select="$read//title[not(@ref)]" group-by="reading:critical(.)">
      <xsl:sort select="matches(current-grouping-key(), '^\P{L}*[&#x400;-&#x4FF;]')"/>
      <xsl:sort select="lower-case(replace(current-grouping-key(), '^\P{L}+|^(The|A|An) ', ''))" collation="http://www.w3.org/2013/collation/UCA"/>
      <t:listed to="{distinct-values(current-group() ! print:note-of(.))}"><t:language code="{language:of(.)}"><t:italic><xsl:value-of select="current-grouping-key()"/></t:italic></t:language></t:listed>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="print:addresses" as="element(t:listed)*">
    <xsl:param name="texts" as="element(TEI)*"/>
    <xsl:for-each-group select="$texts/(teiHeader/(profileDesc/abstract | fileDesc/sourceDesc) | text)//ref[matches(@target, '^https?://')]" group-by="tokenize(@target)[1]">
      <xsl:sort select="replace(current-grouping-key(), '^https?://(www\.)?', '')"/>
      <t:listed to="{distinct-values(current-group() ! print:note-of(.))}"><t:address to="{current-grouping-key()}"><xsl:value-of select="current-grouping-key()"/></t:address></t:listed>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The note that something stands in, else the text whose header it stands in. -->
  <xsl:function name="print:note-of" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor::*[self::note or self::noteGrp][not(ancestor::noteGrp)][1], $element/ancestor::TEI[1])[1]/@xml:id"/>
  </xsl:function>

</xsl:stylesheet>
