<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: give any root the form of TEI P5: a P4 document, elements without a namespace, a part of a document by itself.
     Input: XML with a root that edition.intake takes. Output: TEI or teiCorpus in the namespace.
     From P4 (TEI P5, "Birnbaum, Migrating to P5"; P4 6.5): TEI.2, ids and languages in attributes of their own, numbered level 0,
     xref and xptr, translations in dictionaries (tr), targets without a number sign, and the second reading of an emendation in an attribute, which becomes a choice. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns="http://www.tei-c.org/ns/1.0"
    xpath-default-namespace=""
    exclude-result-prefixes="#all">

  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:mode name="whole" on-no-match="fail"/>

  <xsl:template match="/" as="document-node()">
    <xsl:variable name="root" as="element()"><xsl:apply-templates select="*"/></xsl:variable>
    <xsl:document><xsl:apply-templates select="$root" mode="whole"/></xsl:document>
  </xsl:template>

  <!-- A part of a document stands where it would in a whole one. -->
  <xsl:template match="*" mode="whole" as="element()"><TEI><text><body><xsl:copy-of select="."/></body></text></TEI></xsl:template>
  <xsl:template match="*:TEI | *:teiCorpus" mode="whole" as="element()"><xsl:copy-of select="."/></xsl:template>
  <xsl:template match="*:text | *:sourceDoc | *:facsimile | *:standOff | *:teiHeader" mode="whole" as="element()"><TEI><xsl:copy-of select="."/></TEI></xsl:template>
  <xsl:template match="*:body | *:front | *:back | *:group" mode="whole" as="element()"><TEI><text><xsl:copy-of select="."/></text></TEI></xsl:template>

  <xsl:template match="*[namespace-uri() = '']" as="element()">
    <xsl:element name="{local-name()}"><xsl:apply-templates select="@* | node()"/></xsl:element>
  </xsl:template>

  <xsl:template match="TEI.2 | teiCorpus.2 | div0 | xref | xptr | tr[not(ancestor::table)]" priority="1" as="element()">
    <xsl:element name="{map{'TEI.2': 'TEI', 'teiCorpus.2': 'teiCorpus', 'div0': 'div', 'xref': 'ref', 'xptr': 'ptr', 'tr': 'gloss'}(name())}"><xsl:apply-templates select="@* | node()"/></xsl:element>
  </xsl:template>

  <xsl:template match="*[namespace-uri() = '']/@id" as="attribute()"><xsl:attribute name="xml:id" select="."/></xsl:template>
  <xsl:template match="*[namespace-uri() = '']/@lang" as="attribute()"><xsl:attribute name="xml:lang" select="."/></xsl:template>
  <xsl:template match="@TEIform" as="empty-sequence()"/>

  <!-- The levels of transcription of the Medieval Nordic Text Archive: what is read is the most regular that is there. -->
  <xsl:template match="*:choice/m:*" as="element()" xmlns:m="http://www.menota.org/ns/1.0">
    <xsl:element name="{if (. is (../m:norm[node()], ../m:dipl, ../m:*)[1]) then 'reg' else 'orig'}"><xsl:apply-templates select="@* | node()"/></xsl:element>
  </xsl:template>

  <!-- A break within a word, as editors tell of it who do not write @break. -->
  <xsl:template match="(*:lb | *:pb | *:cb | *:gb)[not(@break)][(@rend, @rendition, @type) ! tokenize(.) ! lower-case(.) = ('hyphen', '#hyphen', 'hyphenated', '#hyphenated', 'inword', 'nobreak', 'no-break', 'worddiv')]" as="element()">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="break" select="'no'"/>
      <xsl:apply-templates select="node()"/>
    </xsl:copy>
  </xsl:template>

  <!-- References by ID, where the pointers of P5 are URIs. -->
  <xsl:template match="(ref | ptr | note)[namespace-uri() = '']/@target[not(matches(., '[#/:]'))]" as="attribute()">
    <xsl:attribute name="target" select="tokenize(.) ! ('#' || .)"/>
  </xsl:template>

  <xsl:template match="*[namespace-uri() = '']/(@doc | @url[parent::xref])" as="attribute()"><xsl:attribute name="target" select="."/></xsl:template>

  <!-- sic/@corr, corr/@sic, orig/@reg, reg/@orig, abbr/@expan, expan/@abbr. -->
  <xsl:template match="sic[@corr] | corr[@sic] | orig[@reg] | reg[@orig] | abbr[@expan] | expan[@abbr]" priority="1" as="element(Q{http://www.tei-c.org/ns/1.0}choice)">
    <xsl:variable name="other" as="attribute()" select="(@corr, @sic, @reg, @orig, @expan, @abbr)[name() ne name(current())][1]"/>
    <choice>
      <xsl:next-match/>
      <xsl:element name="{name($other)}"><xsl:value-of select="$other"/></xsl:element>
    </choice>
  </xsl:template>

  <xsl:template match="(sic | corr | orig | reg | abbr | expan)/(@corr | @sic | @reg | @orig | @expan | @abbr)" as="empty-sequence()"/>

</xsl:stylesheet>
