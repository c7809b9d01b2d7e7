<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the signs of text and apparatus, the sigla of the texts and the classes of error explained, in each language of the interface.
     Input: a TEI or teiCorpus. Output: calls. The order of the signs is that in which a reader meets them. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:print="urn:edition:print"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="signs" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:variable name="print:signs" as="map(xs:string, xs:string)+" select="
      map { 'kind': 'paragraph', 'sample': '3' },
      map { 'kind': 'sentence', 'sample': '2' },
      map { 'kind': 'note', 'sample': '7' },
      map { 'kind': 'emended', 'sample': '' },
      map { 'kind': 'bracket', 'sample': ']' },
      map { 'kind': 'line', 'sample': '|' },
      map { 'kind': 'remark', 'sample': '¶' },
      map { 'kind': 'surplus', 'sample': '' },
      map { 'kind': 'gap', 'sample': '[…]' },
      map { 'kind': 'expansion', 'sample': '' }"/>

  <xsl:template match="TEI | teiCorpus" mode="signs" as="element(t:section)">
    <xsl:variable name="languages" as="xs:string+" select="print:languages(.)"/>
    <t:section>
      <t:head level="1"><xsl:sequence select="print:in-each($languages, label:of('print.signs', ?))"/></t:head>
      <t:signs columns="{1 + count($languages)}">
        <t:body/>
        <xsl:for-each select="$languages">
          <t:body><t:language code="{.}"><xsl:value-of select="label:of('print.meaning', .)"/></t:language></t:body>
        </xsl:for-each>
        <xsl:for-each select="$print:signs">
          <xsl:variable name="sign" as="map(xs:string, xs:string)" select="."/>
          <t:body><t:sample kind="{$sign?kind}"><xsl:value-of select="$sign?sample"/></t:sample></t:body>
          <xsl:for-each select="$languages">
            <t:body><t:language code="{.}"><xsl:value-of select="label:of('sign.' || $sign?kind, .)"/></t:language></t:body>
          </xsl:for-each>
        </xsl:for-each>
      </t:signs>
      <xsl:apply-templates select="root(.)/teiCorpus/teiHeader/encodingDesc/classDecl/taxonomy" mode="signs">
        <xsl:with-param name="languages" select="$languages" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="self::teiCorpus" mode="sigla"/>
    </t:section>
  </xsl:template>

  <!-- A description begins with what its kind of classes is called, parted by a full stop. -->
  <xsl:template match="taxonomy" mode="signs" as="element()+">
    <xsl:param name="languages" as="xs:string+" tunnel="yes"/>
    <t:whole-topic label="{string-join($languages ! replace(normalize-space(label:in(current()/desc, .)), '\..*$', ''), ' · ')}" id="{@xml:id}">
      <t:register><xsl:apply-templates select="category" mode="#current"/></t:register>
    </t:whole-topic>
  </xsl:template>

  <xsl:template match="category" mode="signs" as="element(t:listed)">
    <xsl:param name="languages" as="xs:string+" tunnel="yes"/>
    <xsl:variable name="category" as="element(category)" select="."/>
    <t:listed id="{@xml:id}">
      <t:language code="{$languages[1]}"><xsl:value-of select="print:described(., $languages[1])"/></t:language>
      <xsl:for-each select="$languages[position() gt 1]">
        <t:beneath><t:language code="{.}"><xsl:value-of select="print:described($category, .)"/></t:language></t:beneath>
      </xsl:for-each>
    </t:listed>
  </xsl:template>

  <xsl:function name="print:described" as="xs:string?">
    <xsl:param name="category" as="element(category)"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="label:in($category/catDesc, $lang) ! normalize-space()"/>
  </xsl:function>

  <!-- What the texts are called in references. -->
  <xsl:mode name="sigla" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="teiCorpus" mode="sigla" as="element()+">
    <xsl:variable name="languages" as="xs:string+" select="print:languages(.)"/>
    <t:whole-topic label="{string-join($languages ! label:of('print.sigla', .), ' · ')}">
      <t:register>
        <xsl:for-each select="TEI[@type = 'text']">
          <t:listed><t:bold><xsl:value-of select="@n, @xml:id[not(../@n)]"/></t:bold><xsl:text> </xsl:text><xsl:sequence select="print:in-each($languages, print:title-in(., ?))"/></t:listed>
        </xsl:for-each>
      </t:register>
    </t:whole-topic>
  </xsl:template>

  <xsl:function name="print:title-in" as="xs:string?">
    <xsl:param name="of" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="label:in(print:titles($of, 'main'), $lang) ! normalize-space()"/>
  </xsl:function>

</xsl:stylesheet>
