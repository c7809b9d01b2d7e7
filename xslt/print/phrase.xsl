<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what marks words inside a paragraph.
     Input: TEI phrase elements. Output: calls, or the content alone where print does not show the difference. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:print="urn:edition:print"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:variable name="print:styles" as="map(xs:string, xs:string)" select="map {
      'b': 'bold', 'bold': 'bold', 'strong': 'bold', 'i': 'italic', 'it': 'italic', 'italic': 'italic', 'italics': 'italic', 'ital': 'italic',
      'sup': 'raised', 'super': 'raised', 'superscript': 'raised', 'sub': 'lowered', 'subscript': 'lowered',
      'sc': 'small-caps', 'smallcaps': 'small-caps', 'small-caps': 'small-caps', 'smallCaps': 'small-caps',
      'u': 'underlined', 'underline': 'underlined', 'underlined': 'underlined', 'strike': 'struck', 'strikethrough': 'struck', 'line-through': 'struck',
      'spaced': 'spaced', 'gesperrt': 'spaced', 'letterspaced': 'spaced' }"/>

  <xsl:template match="hi" as="node()*">
    <xsl:variable name="content" as="node()*"><xsl:apply-templates/></xsl:variable>
    <xsl:variable name="styles" as="xs:string*" select="distinct-values((@rend, @rendition, @style) ! tokenize(., '[^A-Za-z-]+') ! $print:styles(.))"/>
    <xsl:sequence select="fold-left(($styles, 'italic'[empty($styles)]), $content, print:style#2)"/>
  </xsl:template>

  <xsl:function name="print:style" as="element()">
    <xsl:param name="content" as="node()*"/>
    <xsl:param name="style" as="xs:string"/>
    <xsl:element name="t:{$style}"><xsl:copy-of select="$content"/></xsl:element>
  </xsl:function>

  <xsl:template match="emph | foreign | mentioned | term | title | soCalled | gloss | distinct" as="element(t:italic)">
    <t:italic><xsl:apply-templates/></t:italic>
  </xsl:template>

  <!-- What stands in quotation marks, or has its own, needs no second sign. -->
  <xsl:template match="(title | soCalled)[matches(preceding-sibling::node()[1]/self::text(), '[«“„‘&quot;]$')] | soCalled[matches(., '^\s*[«“„‘&quot;]')]" priority="2" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="code | ident" as="element(t:code)">
    <t:code><xsl:apply-templates/></t:code>
  </xsl:template>

  <!-- Names of the markup are told apart by signs: <sic>, @cert, "low". -->
  <xsl:template match="gi | tag" as="element(t:code)">
    <t:code>&lt;<xsl:apply-templates/>&gt;</t:code>
  </xsl:template>

  <xsl:template match="att" as="element(t:code)">
    <t:code>@<xsl:apply-templates/></t:code>
  </xsl:template>

  <xsl:template match="val" as="element(t:code)">
    <t:code>"<xsl:apply-templates/>"</t:code>
  </xsl:template>

  <!-- Quotation marks are characters of the text; none is added. -->
  <xsl:template match="q | quote | said | sic | damage | unclear | add | corr | reg | orig | abbr | expan | ex | am | subst | restore | seg | w | pc | c | phr | cl
      | num | measure | date | time | rs | bibl | author | editor | publisher | pubPlace | biblScope | desc | actor | role | roleDesc | lem | rdg | anchor | label" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="del | fw | desc[not(ancestor::teiHeader)] | graphic | media | index | space" priority="1" as="empty-sequence()"/>

  <xsl:template match="lb | cb" as="text()">
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="lb[@break = 'no']" priority="1" as="empty-sequence()"/>

  <!-- What has an id of its own can be found by it. -->
  <xsl:template match="s//lb[@xml:id] | p/lb[@xml:id]" priority="1.5" as="node()*">
    <t:inline-anchor id="{@xml:id}"/>
    <xsl:value-of select="' '[not(current()/@break = 'no')]"/>
  </xsl:template>

  <xsl:template match="s//*[@xml:id][self::q | self::quote | self::said | self::soCalled | self::seg | self::anchor | self::date | self::num | self::measure | self::rs | self::bibl | self::foreign | self::title | self::ref]" priority="8" as="node()*">
    <t:inline-anchor id="{@xml:id}"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="pb | gb | milestone" as="element(t:source-page)?">
    <xsl:where-populated><t:source-page><xsl:value-of select="@n"/></t:source-page></xsl:where-populated>
  </xsl:template>

  <!-- Characters that no font can show. -->
  <xsl:template match="text()[matches(., '[&#x7F;-&#x9F;]')]" priority="1" as="node()+">
    <xsl:analyze-string select="." regex="[&#x7F;-&#x9F;]">
      <xsl:matching-substring><t:control code="{string-to-codepoints(.)}"/></xsl:matching-substring>
      <xsl:non-matching-substring><xsl:value-of select="."/></xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:template>

</xsl:stylesheet>
