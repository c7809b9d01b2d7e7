<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the last passes over a chapter: HTML as the shared modules make it becomes the XHTML of EPUB 3.3.
     Input: a page without namespace. Output: the same words, serialized: in the namespace of XHTML, @xml:lang beside each @lang, and
     @epub:type for each role of DPUB-ARIA, which has the same words (EPUB Structural Semantics Vocabulary 1.1). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:book="urn:edition:book"
    xmlns:epub="http://www.idpf.org/2007/ops"
    exclude-result-prefixes="#all">

  <xsl:mode name="xhtml" on-no-match="shallow-copy"/>

  <!-- Characters between DEL and the no-break space are left over from broken conversions, as on the site. -->
  <xsl:variable name="book:serialization" as="map(*)" select="map{
    'method': 'xhtml', 'html-version': 5.0, 'indent': false(), 'include-content-type': false(), 'omit-xml-declaration': false(),
    'use-character-maps': map:merge((127 to 159) ! map{codepoints-to-string(.): '&#xFFFD;'})}" xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>

  <xsl:function name="book:serialized" as="xs:string">
    <xsl:param name="page" as="document-node()"/>
    <xsl:variable name="settled" as="document-node()"><xsl:apply-templates select="$page" mode="nesting"/></xsl:variable>
    <xsl:variable name="written" as="document-node()"><xsl:apply-templates select="$settled" mode="xhtml"/></xsl:variable>
    <xsl:sequence select="serialize($written, $book:serialization) || '&#10;'"/>
  </xsl:function>

  <xsl:template match="*" mode="xhtml" as="element()">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:namespace name="epub" select="'http://www.idpf.org/2007/ops'"/>
      <xsl:apply-templates select="@* | node()" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="@lang" mode="xhtml" as="attribute()+">
    <xsl:copy/>
    <xsl:attribute name="xml:lang" select="."/>
  </xsl:template>

  <xsl:template match="@role[starts-with(., 'doc-')]" mode="xhtml" as="attribute()+">
    <xsl:copy/>
    <xsl:attribute name="epub:type" select="substring-after(., 'doc-')"/>
  </xsl:template>

  <!-- What only the site's style or scripts read. -->
  <xsl:template match="@data-element | @data-key" mode="xhtml" as="empty-sequence()"/>

</xsl:stylesheet>
