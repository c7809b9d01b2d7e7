<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: in the page of any document a block begins a line, too, even among words, so that nothing is glued, whatever reads the page. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
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

  <xsl:template match="blockquote | pre | details | summary" mode="nesting" priority="11" as="node()+">
    <xsl:next-match/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
