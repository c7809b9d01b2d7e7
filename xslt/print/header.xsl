<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what the headers tell of a text and of the edition: introductions, source, principles.
     Input: teiHeader. Output: calls. -->
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

  <xsl:mode name="introduction" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="source" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="principles" on-no-match="fail" on-multiple-match="fail"/>

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
          <t:fact id="{@xml:id}" label="{if (self::witness) then label:of('witness', print:lang(.)) else label:of('source', print:lang(.))[not(current()/preceding-sibling::bibl)]}"><xsl:apply-templates select="."/></t:fact>
          <xsl:for-each select="self::witness/idno">
            <t:fact label="{@type}"><t:digest><xsl:value-of select="."/></t:digest></t:fact>
          </xsl:for-each>
        </xsl:for-each>
        <xsl:for-each select="encodingDesc/editorialDecl/p[ancestor::TEI/@type = 'text']">
          <t:fact label="{label:of('print.peculiar', print:lang(.))}"><xsl:apply-templates/></t:fact>
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
      <t:small><xsl:value-of select="' ' || label:of('identification', print:lang(..), label:of('cert.' || ., print:lang(..)))"/></t:small>
    </xsl:for-each>
  </xsl:template>

  <!-- Between the parts of a source that the header parts by a blank only. -->
  <xsl:template match="sourceDesc//bibl/text()[not(normalize-space())][preceding-sibling::*][following-sibling::*]" priority="1" as="text()">
    <xsl:value-of select="if (following-sibling::*[1]/self::note) then '. ' else ', '"/>
  </xsl:template>

  <xsl:template match="teiHeader" mode="principles" as="element(t:section)">
    <xsl:variable name="lang" as="xs:string" select="print:lang(.)"/>
    <t:section>
      <t:head level="1" id="{../@xml:id}"><xsl:value-of select="label:of('print.about', $lang)"/></t:head>
      <xsl:for-each select="fileDesc/sourceDesc | encodingDesc/(projectDesc, samplingDecl, editorialDecl/(.[p], *[p]))">
        <t:topic label="{label:of(if (self::editorialDecl) then 'about.method' else 'about.' || local-name(), $lang)}" id="{@xml:id}"><xsl:apply-templates select="p"/></t:topic>
      </xsl:for-each>
      <t:topic label="{label:of('responsibility', $lang)}">
        <xsl:for-each select="fileDesc/titleStmt/respStmt[note]">
          <t:paragraph id="{@xml:id}"><t:bold><xsl:value-of select="reading:critical(language:chosen(resp, language:of(.))[1])"/>.</t:bold><xsl:text> </xsl:text><xsl:apply-templates select="note/node()"/></t:paragraph>
        </xsl:for-each>
      </t:topic>
    </t:section>
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
  <xsl:template match="teiHeader//*" priority="-0.65" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="teiHeader//text()" as="text()">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>

</xsl:stylesheet>
