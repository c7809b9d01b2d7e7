<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: an entry for BibTeX and biblatex, in UTF-8. Input: cite:item[@form = 'bib'].
     Titles and names are in double braces: no style changes their capitals or takes a body for a person. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    exclude-result-prefixes="#all">

  <xsl:variable name="cite:special" as="map(xs:string, xs:string)" select="map{
    '\': '\textbackslash{}', '{': '\textbraceleft{}', '}': '\textbraceright{}', '~': '\textasciitilde{}', '^': '\textasciicircum{}',
    '&amp;': '\&amp;', '%': '\%', '$': '\$', '#': '\#', '_': '\_'}"/>

  <xsl:variable name="cite:babel" as="map(xs:string, xs:string)" select="map{'en': 'english', 'ru': 'russian', 'de': 'german', 'fr': 'french'}"/>

  <xsl:function name="cite:bibtex" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="string-join(for $character in string-to-codepoints(normalize-space($words)) ! codepoints-to-string(.) return ($cite:special($character), $character)[1])"/>
  </xsl:function>

  <xsl:function name="cite:field" as="xs:string*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value[. ne ''] ! (',&#10;  ' || $name || ' = ' || .)"/>
  </xsl:function>

  <xsl:template match="cite:item[@form = 'bib']" mode="cite:form" as="node()+">
    <xsl:variable name="names" as="xs:string" select="string-join(cite:name ! ('{' || cite:bibtex(.) || '}'), ' and ')"/>
    <xsl:variable name="part" as="xs:boolean" select="@kind = 'chapter'"/>
    <xsl:value-of select="(if ($part) then '@incollection{' else '@book{') || @key"/>
    <xsl:sequence select="cite:slot('key', '-', (), '')"/>
    <xsl:value-of select="string-join((
      cite:field('author', $names[. ne ''] ! ('{' || . || '}')),
      cite:field('title', (if ($part) then string(cite:title) else cite:whole(.)) ! ('{{' || cite:bibtex(.) || '}}')),
      cite:field('booktitle', cite:whole(.)[$part] ! ('{{' || cite:bibtex(.) || '}}')),
      cite:field('publisher', cite:publisher ! ('{{' || cite:bibtex(.) || '}}')),
      cite:field('edition', cite:version ! ('{' || cite:bibtex(cite:versioned(..)) || '}')),
      cite:field('version', cite:version ! ('{' || cite:bibtex(.) || '}')),
      cite:field('year', cite:parts(.)[1] ! ('{' || . || '}')),
      cite:field('month', cite:months-of(.)),
      cite:field('date', cite:date ! ('{' || cite:bibtex(.) || '}')),
      cite:field('language', '{' || cite:babel-name(cite:language) || '}'),
      cite:field('langid', '{' || cite:babel-name(@xml:lang) || '}'),
      cite:field('copyright', cite:rights ! ('{' || cite:bibtex(.) || '}')),
      cite:field('doi', cite:doi ! ('{' || . || '}')),
      cite:field('note', cite:remark(.) ! ('{' || cite:bibtex(.) || '}'))))"/>
    <xsl:sequence select="cite:slot('locator', ',&#10;  addendum = {', (), '}'), cite:slot('url', ',&#10;  url = {', cite:url, '}'), cite:slot('accessed', ',&#10;  urldate = {', (), '}')"/>
    <xsl:text>&#10;}&#10;</xsl:text>
  </xsl:template>

  <xsl:function name="cite:months-of" as="xs:string?">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:sequence select="$cite:months('bibtex')[cite:parts($item)[2]]"/>
  </xsl:function>

  <xsl:function name="cite:babel-name" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="($cite:babel(replace($code, '-.*$', '')), $code)[1]"/>
  </xsl:function>

</xsl:stylesheet>
