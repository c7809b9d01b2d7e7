<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the colophon: which edition this is, what it was made from and with, and what the PDF carries within it.
     Input: a TEI or teiCorpus; site:tool in the corpus. Output: calls. The names of sources come when the book is set. Version and date are the
     edition's, also in the book of one text; the licence is that of what is printed. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:label="urn:edition:label"
    xmlns:print="urn:edition:print"
    xmlns:reading="urn:edition:reading"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="colophon" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="TEI | teiCorpus" mode="colophon" as="element(t:colophon)">
    <xsl:variable name="edition" as="element()*" select="root(.)/*/teiHeader/fileDesc"/>
    <xsl:variable name="lang" as="xs:string" select="print:lang(.)"/>
    <t:colophon title="{label:of('page.colophon', $lang)}">
      <t:fact label="{label:of('colophon.edition', $lang)}"><xsl:value-of select="$edition/titleStmt/title[1] ! reading:critical(.), $edition/editionStmt/edition ! reading:critical(.)" separator=". "/></t:fact>
      <xsl:for-each select="$edition/publicationStmt/(publisher | date | idno)">
        <t:fact label="{if (self::idno) then @type else label:of('print.' || name(), $lang)}"><xsl:apply-templates/></t:fact>
      </xsl:for-each>
      <xsl:apply-templates select="teiHeader/fileDesc/publicationStmt/availability/*" mode="fact"/>
      <xsl:apply-templates select=".[root(.)/*/site:tool]" mode="made"/>
      <t:fact label="{label:of('colophon.typefaces', $lang)}"><xsl:value-of select="label:of('colophon.print', $lang)"/></t:fact>
    </t:colophon>
  </xsl:template>

  <xsl:mode name="fact" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="availability/*" mode="fact" as="element(t:fact)">
    <t:fact label="{label:of('availability', print:lang(.))[current()[not(preceding-sibling::*)]]}"><xsl:apply-templates select="."/></t:fact>
  </xsl:template>

  <xsl:mode name="made" on-no-match="fail" on-multiple-match="fail"/>

  <!-- What only an edition of several files has. -->
  <xsl:template match="TEI | teiCorpus" mode="made" as="element(t:fact)+">
    <xsl:variable name="lang" as="xs:string" select="print:lang(.)"/>
    <t:fact label="SWHID">
      <t:swhid/>
      <xsl:value-of select="' ' || label:of('print.swhid', $lang)"/>
    </t:fact>
    <t:fact label="{label:of('print.enclosed', $lang)}">
      <xsl:value-of select="label:of('print.enclosed.lead', $lang) || ' '"/>
      <t:enclosed/>
      <xsl:text>.</xsl:text>
    </t:fact>
    <xsl:where-populated>
      <t:fact label="{label:of('colophon.tools', $lang)}"><xsl:value-of select="root(.)/*/site:tool[@package = ('lxml', 'saxonche', 'typst')] ! (@name || ' ' || @version || ' (' || @licence || ')')" separator=", "/></t:fact>
    </xsl:where-populated>
  </xsl:template>

</xsl:stylesheet>
