<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: title page and titles.
     Input: a TEI or teiCorpus. Output: calls. Nothing is said that the headers do not say. -->
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

  <xsl:mode name="title-page" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="parallel-titles" on-no-match="fail" on-multiple-match="fail"/>

  <!-- The titles of a kind, the one in the language of the header first. -->
  <xsl:function name="print:titles" as="element(title)*">
    <xsl:param name="of" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="titles" as="element(title)*" select="$of/teiHeader/fileDesc/titleStmt/title[(@type, 'main')[1] = $kind]"/>
    <xsl:variable name="first" as="element(title)?" select="($titles[@xml:lang = $of/@xml:lang], $titles)[1]"/>
    <xsl:sequence select="$first, $titles except $first"/>
  </xsl:function>

  <xsl:function name="print:title" as="xs:string">
    <xsl:param name="of" as="element()"/>
    <xsl:sequence select="((print:titles($of, 'main'), $of//titleStmt/title) ! reading:critical(.), string($of/@xml:id), '—')[. ne ''][1]"/>
  </xsl:function>

  <xsl:function name="print:subtitle" as="xs:string">
    <xsl:param name="of" as="element()"/>
    <xsl:sequence select="string(print:titles($of, 'sub')[1] ! reading:critical(.))"/>
  </xsl:function>

  <!-- Names only: not the identifiers, dates and links that headers put beside them. -->
  <xsl:function name="print:names" as="xs:string*">
    <xsl:param name="people" as="element()*"/>
    <xsl:sequence select="distinct-values($people ! reading:critical(print:named(.)))[. ne '']"/>
  </xsl:function>

  <xsl:function name="print:named" as="node()*">
    <xsl:param name="person" as="element()"/>
    <xsl:variable name="names" as="element()*" select="$person/(persName | orgName | name)"/>
    <xsl:sequence select="if (empty($names) or $person/text()[matches(., '\w')]) then $person/node()[not(self::idno | self::note | self::date | self::email)] else $names[1]"/>
  </xsl:function>

  <!-- The language of the interface in a book: that of its edition. -->
  <xsl:function name="print:lang" as="xs:string">
    <xsl:param name="of" as="node()"/>
    <xsl:sequence select="label:beside(language:of(root($of)/*))"/>
  </xsl:function>

  <!-- The languages of what stands in several, that of the text first. -->
  <xsl:function name="print:languages" as="xs:string+">
    <xsl:param name="of" as="element()"/>
    <xsl:sequence select="distinct-values((label:beside(language:of(($of/text, $of)[1])), $label:languages))"/>
  </xsl:function>

  <xsl:template match="TEI | teiCorpus" mode="title-page" as="element(t:title-page)">
    <xsl:variable name="statement" as="element()*" select="(root(.)/*/teiHeader/fileDesc, teiHeader/fileDesc)"/>
    <t:title-page>
      <t:body><xsl:value-of select="print:title(.)"/></t:body>
      <t:body><xsl:apply-templates select="." mode="parallel-titles"/></t:body>
      <t:body><xsl:value-of select="(parent::teiCorpus ! print:title(.), teiHeader/fileDesc/titleStmt/author ! reading:critical(.))" separator=", "/></t:body>
      <t:body><xsl:value-of select="$statement[1]/(publicationStmt/publisher[not(. = ../../titleStmt/title)], editionStmt/edition, publicationStmt/date) ! reading:critical(.)" separator=" · "/></t:body>
    </t:title-page>
  </xsl:template>

  <xsl:template match="TEI | teiCorpus" mode="parallel-titles" as="element()*">
    <xsl:for-each select="print:titles(., 'main')[position() gt 1]">
      <t:parallel-title><xsl:apply-templates select="."/></t:parallel-title>
    </xsl:for-each>
    <xsl:for-each select="print:titles(., 'sub')">
      <t:subtitle><xsl:apply-templates select="."/></t:subtitle>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="titleStmt/title" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

</xsl:stylesheet>
