<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: divisions, headings, paragraphs, lists, quotations and the blocks around a letter or title page.
     Input: TEI block elements. Output: calls. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:print="urn:edition:print"
    xmlns:reading="urn:edition:reading"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | postscript | argument" as="node()*">
    <t:block-anchor id="{@xml:id}"/>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="head" as="element(t:caption)">
    <t:caption><xsl:apply-templates/></t:caption>
  </xsl:template>

  <!-- A division's heading stands one level below its parent's; the text's title has level 1. -->
  <xsl:template match="*[matches(local-name(), '^div\d?$')][not(ancestor::floatingText)]/head" priority="1" as="element(t:head)">
    <t:head level="{1 + count(ancestor::*[matches(local-name(), '^div\d?$')][head])}" id="{@xml:id}"><xsl:apply-templates/></t:head>
  </xsl:template>

  <!-- A heading of no words is none. -->
  <xsl:template match="head[not(normalize-space(reading:critical(node())))]" priority="12" as="node()*">
    <xsl:apply-templates select="node()[not(self::text())]"/>
  </xsl:template>

  <xsl:template match="p | ab" as="element(t:paragraph)">
    <t:paragraph id="{print:ids(.)}" n="{@n[. ne '0']}" kind="{'prelude'[current()/@n = '0']}"><xsl:apply-templates/></t:paragraph>
  </xsl:template>

  <xsl:template match="p[not(normalize-space())][not(.//*[not(self::s | self::lb | self::pb)])]" priority="1" as="empty-sequence()"/>

  <xsl:template match="note/p[not(preceding-sibling::*)]" priority="2" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The first sentence has its paragraph's number in the margin. -->
  <xsl:template match="s" as="element(t:sentence)">
    <t:sentence id="{print:ids(.)}" n="{@n[current()/preceding-sibling::s]}"><xsl:apply-templates/></t:sentence>
  </xsl:template>

  <!-- A unit's own id, and those of the lines of the witness that begin with it. -->
  <xsl:function name="print:ids" as="xs:string*">
    <xsl:param name="unit" as="element()"/>
    <xsl:sequence select="$unit/(@xml:id, lb[print:begins(.)]/@xml:id)"/>
  </xsl:function>

  <xsl:function name="print:begins" as="xs:boolean">
    <xsl:param name="line" as="element(lb)"/>
    <xsl:sequence select="exists($line/(parent::p | parent::s)) and empty($line/preceding-sibling::node()[normalize-space()][not(self::comment() | self::processing-instruction())]) and empty($line/preceding-sibling::*[not(self::lb)])"/>
  </xsl:function>

  <xsl:template match="lb[print:begins(.)]" priority="2" as="empty-sequence()"/>

  <!-- An empty line of the witness, between paragraphs. -->
  <xsl:template match="(body | div | front | back)/lb[@xml:id]" priority="2" as="element(t:block-anchor)">
    <t:block-anchor id="{@xml:id}"/>
  </xsl:template>

  <xsl:template match="list | listBibl | castList | castGroup | set | address" as="element(t:group)">
    <t:group><xsl:apply-templates/></t:group>
  </xsl:template>

  <xsl:template match="item | listBibl/bibl | castItem | addrLine" as="element(t:item)">
    <t:item mark="{@n[current()/self::item]}"><xsl:apply-templates/></t:item>
  </xsl:template>

  <xsl:template match="item[not(@n)][not(preceding-sibling::label)][not(../@rend = 'simple')]" priority="1" as="element(t:item)">
    <t:item mark="{if ((../@rend, ../@type) = ('numbered', 'ordered')) then count(preceding-sibling::item) + 1 || '.' else '•'}"><xsl:apply-templates/></t:item>
  </xsl:template>

  <xsl:template match="list/label" as="element(t:caption)">
    <t:caption><xsl:apply-templates/></t:caption>
  </xsl:template>

  <xsl:template match="quote[p | lg | l | ab | list] | q[p | lg | l | ab] | said[p | lg | ab] | (div | body | front | back)/(quote | q | cit) | epigraph | floatingText" priority="2" as="element(t:block-quote)">
    <t:block-quote><xsl:apply-templates/></t:block-quote>
  </xsl:template>

  <xsl:template match="opener | closer" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="salute | trailer | imprimatur | byline | docImprint | docDate | docEdition | docAuthor[parent::titlePage] | titlePart | signed | dateline | epigraph/bibl | cit/bibl" as="element(t:aligned)">
    <t:aligned align="{if (self::signed | self::dateline | self::bibl | closer/self::*) then 'right' else if (self::salute) then 'left' else 'center'}"><xsl:apply-templates/></t:aligned>
  </xsl:template>

  <xsl:template match="figure" as="element(t:illustration)">
    <t:illustration>
      <t:body><xsl:apply-templates select="figDesc/node()"/></t:body>
      <t:body><xsl:apply-templates select="head, p, ab"/></t:body>
    </t:illustration>
  </xsl:template>

  <xsl:template match="milestone[parent::div | parent::body | parent::front | parent::back]" as="element(t:asterism)">
    <t:asterism/>
  </xsl:template>

  <xsl:template match="titlePage | docTitle | cit | docAuthor" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

</xsl:stylesheet>
