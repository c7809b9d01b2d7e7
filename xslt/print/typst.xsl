<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: write a tree of calls as Typst markup, the only place that knows its syntax.
     Input: elements of the namespace t: the name is a function of layout, attributes are its named arguments, the content is its body
     (or each t:body child one of its bodies). Output: a string.
     Text and attribute values become string literals, so nothing that a text says can be read as code. Blanks at the edge of a text node
     become blanks of the markup, which fold as they should at the edges of blocks; runs of them within are one. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:typst="urn:edition:print:typst"
    xmlns:tongue="urn:edition:tongue"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/tongue.xsl"/>

  <xsl:mode name="typst:code" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:function name="typst:book" as="xs:string">
    <xsl:param name="document" as="element(t:book)"/>
    <xsl:variable name="code" as="xs:string*"><xsl:apply-templates select="$document" mode="typst:code"/></xsl:variable>
    <xsl:sequence select="string-join(('#import &quot;layout/book.typ&quot;: *&#10;', $code, '&#10;'))"/>
  </xsl:function>

  <xsl:template match="t:*" mode="typst:code" as="xs:string+">
    <xsl:variable name="call" as="element()" select="."/>
    <xsl:sequence select="'#' || local-name() || '(' || string-join(sort((@* except @to, @to[typst:links($call)])[. ne ''], (), local-name#1) ! (local-name() || ': ' || typst:literal(if (local-name() = ('code', 'lang') and not(parent::t:control)) then tongue:tag(.) else .)), ', ') || ')'"/>
    <xsl:sequence select="'['[not(current()/t:body)]"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="']'[not(current()/t:body)], ';'"/>
  </xsl:template>

  <xsl:template match="t:body" mode="typst:code" as="xs:string+">
    <xsl:sequence select="'['"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="']'"/>
  </xsl:template>

  <!-- Lines through and under the same words cannot be tagged: what is crossed out has brackets where an emendation is dotted, and an
       underline gives way to both. -->
  <xsl:template match="t:struck[ancestor::t:emended or descendant::t:emended]" mode="typst:code" priority="1" as="xs:string+">
    <xsl:sequence select="'#crossed()['"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="'];'"/>
  </xsl:template>

  <xsl:template match="t:underlined[(ancestor::* | descendant::*)[self::t:emended or self::t:struck]]" mode="typst:code" priority="1" as="xs:string*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- Blocks begin a line of the code, for those who read it. -->
  <xsl:template match="t:paragraph | t:section | t:head | t:note | t:entry | t:register | t:verse | t:fact" mode="typst:code" priority="1" as="xs:string+">
    <xsl:sequence select="'&#10;'"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="text()" mode="typst:code" as="xs:string*">
    <xsl:variable name="words" as="xs:string" select="if (ancestor::t:listing) then replace(., '^\s+|\s+$', '') else replace(replace(., '[ \t\r\n]+', ' '), '^ | $', '')"/>
    <xsl:sequence select="' '[matches(current(), '^\s')], ('#' || typst:literal($words) || ';')[$words], ' '[matches(current(), '\S\s+$')]"/>
  </xsl:template>

  <!-- Whether a call may be a link: links hold words only, neither other links nor blocks, or no tagged PDF comes of it. -->
  <xsl:function name="typst:links" as="xs:boolean">
    <xsl:param name="call" as="element()"/>
    <xsl:sequence select="not($call[self::t:name | self::t:web | self::t:emended]//t:*[not(self::t:language | self::t:italic | self::t:bold | self::t:raised | self::t:lowered | self::t:small-caps)])"/>
  </xsl:function>

  <xsl:function name="typst:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'&quot;' || $text => replace('([&quot;\\])', '\\$1') => replace('\n', '\\n') => replace('\r', '\\r') => replace('\t', '\\t') || '&quot;'"/>
  </xsl:function>

</xsl:stylesheet>
