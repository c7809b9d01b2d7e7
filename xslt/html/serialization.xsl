<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the last step of every page: from a tree to the characters of HTML 5. Input: a page or a piece of one. Output: a string, without
     what HTML does not ask for: quotation marks around attributes, end tags of list items and paragraphs. A page of a text has thousands. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:page="urn:edition:page"
    exclude-result-prefixes="#all">

  <!-- HTML knows no characters between DEL and the no-break space: where a text has one, a broken conversion left it. -->
  <xsl:variable name="page:serialization" as="map(*)" select="map{
    'method': 'html', 'html-version': 5.0, 'indent': false(), 'include-content-type': false(),
    'use-character-maps': map:merge((127 to 159) ! map{codepoints-to-string(.): '&#xFFFD;'})}"/>

  <!-- A start tag, but none that a slash ends, as those of drawings are: the slash would become part of the value before it. In text and
       scripts no sign of markup is left that could be taken for a tag. -->
  <xsl:variable name="page:tag" as="xs:string" select="'&lt;[a-z][^&lt;&gt;&quot;/]*(&quot;[^&quot;]*&quot;[^&lt;&gt;&quot;/]*)*&gt;'"/>

  <!-- An end tag that the next tag implies (HTML, 13.1.2.4, "Optional tags"); the line break before that would become part of the element. -->
  <xsl:variable name="page:needless" as="xs:string" select="'&lt;/(li|p)&gt;\n(&lt;\1[ &gt;]|&lt;/(ul|ol|div|article|section)&gt;)'"/>

  <!-- HTML, 13.1.2.3, "Unquoted attribute value syntax". -->
  <xsl:function name="page:serialized" as="xs:string">
    <xsl:param name="piece" as="node()"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:analyze-string select="serialize($piece, $page:serialization)" regex="{$page:tag}">
        <xsl:matching-substring><xsl:sequence select="replace(., '=&quot;([^\s&quot;''=&lt;&gt;`]+)&quot;', '=$1')"/></xsl:matching-substring>
        <xsl:non-matching-substring><xsl:sequence select="."/></xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($pieces) => replace($page:needless, '$2')"/>
  </xsl:function>

</xsl:stylesheet>
