<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: in the page of any document a block begins a line, too, even among words, so that nothing is glued, whatever reads the page;
     and no heading is more than one level below the one before it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:nesting="urn:edition:nesting"
    exclude-result-prefixes="#all">

  <xsl:function name="nesting:block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/(self::div | self::p | self::h1 | self::h2 | self::h3 | self::h4 | self::h5 | self::h6 | self::ul | self::ol | self::li | self::table | self::tr | self::td | self::blockquote | self::pre | self::details | self::summary | self::section | self::article | self::header | self::footer | self::nav | self::dl | self::dt | self::dd | self::caption | self::a[@class = 'number']))"/>
  </xsl:function>

  <xsl:template match="(div | p | section | article | header | ul | ol | li | h1 | h2 | h3 | h4 | h5 | h6 | table | blockquote | pre | details | summary)[preceding-sibling::node()[1][not(nesting:block(.))]]"
      mode="nesting" priority="12" as="node()+">
    <xsl:text>&#10;</xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <xsl:mode name="nesting:level" on-no-match="shallow-copy"/>

  <xsl:template match="/" mode="nesting" as="document-node()">
    <xsl:variable name="headings" as="element()*" select="//(h1 | h2 | h3 | h4 | h5 | h6)[node()][not(nesting:blocks(.))]"/>
    <xsl:variable name="levels" as="xs:integer*" select="fold-left($headings, (), function($found, $heading) {$found, min((xs:integer(substring(local-name($heading), 2)), ($found[last()], 0)[1] + 1))})"/>
    <xsl:variable name="wrong" as="map(xs:string, xs:integer)" select="map:merge(for $n in 1 to count($headings) return map{generate-id($headings[$n]): $levels[$n]}[local-name($headings[$n]) ne 'h' || $levels[$n]])"/>
    <xsl:variable name="leveled" as="document-node()">
      <xsl:document><xsl:apply-templates mode="nesting:level"><xsl:with-param name="wrong" select="$wrong" tunnel="yes"/></xsl:apply-templates></xsl:document>
    </xsl:variable>
    <xsl:document><xsl:apply-templates select="$leveled/node()" mode="nesting"/></xsl:document>
  </xsl:template>

  <xsl:template match="h2 | h3 | h4 | h5 | h6" mode="nesting:level" as="element()">
    <xsl:param name="wrong" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:element name="{($wrong(generate-id()) ! ('h' || .), local-name())[1]}"><xsl:apply-templates select="@* | node()" mode="#current"/></xsl:element>
  </xsl:template>

  <xsl:template match="blockquote | pre | details | summary" mode="nesting" priority="11" as="node()+">
    <xsl:next-match/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
