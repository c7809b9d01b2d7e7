<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: how a text or a register was made: what it rests on, who did what, its rights, when it was changed; folded, at the end of its page.
     Input: the teiHeader of a member of the corpus. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:page="urn:edition:page"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="teiCorpus/TEI/teiHeader" mode="making" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <details class="making">
      <summary><xsl:value-of select="label:of('making', $lang, (label:in(fileDesc/titleStmt/title[@type = 'main'], $lang), fileDesc/titleStmt/title)[1] ! string())"/></summary>
      <div lang="{html:lang(.)}">
        <xsl:apply-templates select="fileDesc/sourceDesc[not(listWit)]/p, encodingDesc/editorialDecl[not(../../fileDesc/sourceDesc/listWit)]/p, fileDesc/publicationStmt/availability/p"/>
        <ul>
          <xsl:apply-templates select="fileDesc/titleStmt/respStmt, revisionDesc//change" mode="making"/>
        </ul>
      </div>
    </details>
  </xsl:template>

  <xsl:template match="respStmt" mode="making" as="element()">
    <li><xsl:apply-templates select="resp/node()"/></li>
  </xsl:template>

  <xsl:template match="change" mode="making" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li><span lang="{$lang}"><xsl:value-of select="page:day(@when, $lang)"/></span><xsl:text>: </xsl:text><xsl:apply-templates/></li>
  </xsl:template>

</xsl:stylesheet>
