<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what the headers give to print: title page, introduction, source description, principles, colophon.
     Input: a TEI or teiCorpus, or its teiHeader. Output: calls. Nothing is said that the header does not say. -->
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
  <xsl:mode name="introduction" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="source" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="principles" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="colophon" on-no-match="fail" on-multiple-match="fail"/>

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

  <xsl:template match="TEI | teiCorpus" mode="title-page" as="element(t:title-page)">
    <xsl:variable name="statement" as="element()*" select="(root(.)/*/teiHeader/fileDesc, teiHeader/fileDesc)"/>
    <t:title-page>
      <t:body><xsl:value-of select="print:title(.)"/></t:body>
      <t:body><xsl:apply-templates select="." mode="parallel-titles"/></t:body>
      <t:body><xsl:value-of select="(parent::teiCorpus ! print:title(.), teiHeader/fileDesc/titleStmt/author ! reading:critical(.))" separator=", "/></t:body>
      <t:body><xsl:value-of select="$statement[1]/(publicationStmt/publisher, editionStmt/edition, publicationStmt/date) ! reading:critical(.)" separator=" · "/></t:body>
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

  <!-- The introduction in every language it has, the language of the text first. -->
  <xsl:template match="teiHeader" mode="introduction" as="element(t:introduction)*">
    <xsl:variable name="forms" as="element(abstract)*" select="profileDesc/abstract[normalize-space()]"/>
    <xsl:variable name="first" as="element(abstract)*" select="language:chosen($forms, language:of((../text, .)[1]))"/>
    <xsl:for-each-group select="$first, $forms except $first" group-by="language:of(.)">
      <t:introduction code="{current-grouping-key()}" title="{label:of('introduction', label:beside(current-grouping-key()))}">
        <xsl:apply-templates select="current-group()/node()"/>
      </t:introduction>
    </xsl:for-each-group>
  </xsl:template>

  <!-- Where a text comes from, and what is peculiar to its encoding. -->
  <xsl:template match="teiHeader" mode="source" as="element(t:source)?">
    <xsl:where-populated>
      <t:source>
        <xsl:for-each select="fileDesc/sourceDesc/(p | bibl | listBibl/bibl | listWit/witness)">
          <t:fact label="{if (self::witness) then 'Witness' else 'Source'[not(current()/preceding-sibling::bibl)]}"><xsl:apply-templates select="."/></t:fact>
          <xsl:for-each select="self::witness/idno">
            <t:fact label="{@type}"><t:digest><xsl:value-of select="."/></t:digest></t:fact>
          </xsl:for-each>
        </xsl:for-each>
        <xsl:for-each select="encodingDesc/editorialDecl/p[ancestor::TEI/@type = 'text']">
          <t:fact label="Principles"><xsl:apply-templates/></t:fact>
        </xsl:for-each>
      </t:source>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="sourceDesc/p" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="witness" as="node()*">
    <xsl:apply-templates select="text(), desc/node()"/>
  </xsl:template>

  <xsl:template match="sourceDesc//bibl" priority="1" as="node()*">
    <xsl:apply-templates/>
    <xsl:for-each select="@cert">
      <t:small> Identification: <xsl:value-of select="print:certainty(.)"/>.</t:small>
    </xsl:for-each>
  </xsl:template>

  <!-- Between the parts of a source that the header parts by a blank only. -->
  <xsl:template match="sourceDesc//bibl/text()[not(normalize-space())][preceding-sibling::*][following-sibling::*]" priority="1" as="text()">
    <xsl:value-of select="if (following-sibling::*[1]/self::note) then '. ' else ', '"/>
  </xsl:template>

  <xsl:template match="teiHeader" mode="principles" as="element(t:section)">
    <t:section title="On this edition">
      <t:head level="1">On this edition</t:head>
      <xsl:for-each select="fileDesc/sourceDesc | encodingDesc/(projectDesc, samplingDecl, editorialDecl/(.[p], *[p]))">
        <t:topic label="{print:label(.)}"><xsl:apply-templates select="p"/></t:topic>
      </xsl:for-each>
      <t:topic label="Steps">
        <xsl:for-each select="fileDesc/titleStmt/respStmt[note]">
          <t:paragraph><t:bold><xsl:value-of select="reading:critical(language:chosen(resp, language:of(.))[1])"/>.</t:bold><xsl:text> </xsl:text><xsl:apply-templates select="note/node()"/></t:paragraph>
        </xsl:for-each>
      </t:topic>
    </t:section>
  </xsl:template>

  <xsl:function name="print:label" as="xs:string">
    <xsl:param name="declaration" as="element()"/>
    <xsl:variable name="labels" as="map(xs:string, xs:string)"
        select="map { 'sourceDesc': 'The witnesses', 'projectDesc': 'What the edition gives', 'samplingDecl': 'Selection', 'editorialDecl': 'Principles', 'segmentation': 'Numbering', 'interpretation': 'Names and dates' }"/>
    <xsl:variable name="name" as="xs:string" select="local-name($declaration)"/>
    <xsl:sequence select="($labels($name), upper-case(substring($name, 1, 1)) || substring($name, 2))[1]"/>
  </xsl:function>

  <!-- Version and date are the edition's, also in the book of one text; the licence is that of what is printed. -->
  <xsl:template match="TEI | teiCorpus" mode="colophon" as="element(t:colophon)">
    <xsl:variable name="edition" as="element()*" select="root(.)/*/teiHeader/fileDesc"/>
    <t:colophon>
      <t:fact label="Edition"><xsl:value-of select="$edition/titleStmt/title[1] ! reading:critical(.), $edition/editionStmt/edition ! reading:critical(.)" separator=". "/></t:fact>
      <xsl:for-each select="$edition/publicationStmt/(publisher | date | idno)">
        <t:fact label="{if (self::idno) then @type else upper-case(substring(name(), 1, 1)) || substring(name(), 2)}"><xsl:apply-templates/></t:fact>
      </xsl:for-each>
      <xsl:for-each select="teiHeader/fileDesc/publicationStmt/availability/*">
        <t:fact label="{if (self::licence) then 'Licence' else 'Rights'}"><xsl:apply-templates select="."/></t:fact>
      </xsl:for-each>
    </t:colophon>
  </xsl:template>

  <xsl:template match="availability/p | licence/p" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="licence" as="node()*">
    <xsl:apply-templates/>
    <xsl:for-each select="@target[matches(., '^https?://')]">
      <xsl:text> </xsl:text>
      <t:web to="{.}"><xsl:value-of select="."/></t:web>
    </xsl:for-each>
  </xsl:template>

  <!-- Nothing in a header is unknown: its text prints. -->
  <xsl:template match="teiHeader//*" priority="-0.6" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="teiHeader//text()" as="text()">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>

</xsl:stylesheet>
