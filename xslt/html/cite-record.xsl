<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the records of the edition and of each text for bibliographic programs, as files beside the pages of each language.
     Input: the corpus. Output: file[@name], one a record. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    xmlns:page="urn:edition:page"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="cite:record" on-no-match="fail"/>

  <xsl:template match="teiCorpus" mode="data" as="element()*">
    <xsl:variable name="corpus" as="element()" select="."/>
    <xsl:next-match/>
    <xsl:for-each select="page:languages(.)">
      <xsl:apply-templates select="$corpus/(., TEI[text])" mode="cite:record"><xsl:with-param name="lang" select="." tunnel="yes"/></xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="teiCorpus | TEI" mode="cite:record" as="element()+">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:variable name="page" as="element()" select="."/>
    <xsl:for-each select="$cite:formats">
      <file name="{page:folder($page, $lang)}{cite:file($page, .)}">
        <xsl:variable name="record" as="xs:string" select="cite:plain(cite:form($page, ., $lang))"/>
        <xsl:value-of select="if (. = 'ris') then replace($record, '&#10;', '&#13;&#10;') else $record"/>
      </file>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
