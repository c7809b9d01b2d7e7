<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: where pointers lead in a set of pages, and which addresses are safe to print as links.
     Input: resolved pointers. Output: a relative URI, or nothing.
     Override: link:page, where a format divides the edition otherwise. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:link="urn:edition:link"
    xmlns:fn="http://www.w3.org/2005/xpath-functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:key name="link:id" match="*[@xml:id]" use="'#' || @xml:id"/>

  <!-- The page that shows an element: its own if it is an entry of a register, else its text's or register's; what stands in the edition's
       own header is on the page about it. -->
  <xsl:function name="link:page" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if (empty($element/ancestor-or-self::teiCorpus)) then ''
      else if ($element/parent::*[@type = ('mentioned', 'context')]/parent::standOff) then $element/@xml:id || '.html'
      else if ($element/ancestor-or-self::TEI) then $element/ancestor-or-self::TEI[1]/@xml:id || '.html'
      else 'about.html'"/>
  </xsl:function>

  <!-- The id of an element that can be linked to; a paragraph of an introduction, the same in each language, has one by its number. -->
  <xsl:function name="link:id" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/@xml:id, $element/parent::abstract/('introduction.' || 1 + count($element/preceding-sibling::p)))[1]"/>
  </xsl:function>

  <!-- The address of a resolved pointer, seen from an element: nothing where it leads nowhere, or nowhere safe. -->
  <xsl:function name="link:address" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="target" as="element()?" select="key('link:id', $pointer, root($from))[1]"/>
    <xsl:sequence select="
      if ($target) then (if (link:page($target) = link:page($from)) then $pointer else link:page($target) || $pointer)
      else $pointer[link:safe(.)] ! link:escaped(.)"/>
  </xsl:function>

  <!-- What people write in addresses, but no standard allows there. -->
  <xsl:function name="link:escaped" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="string-join(analyze-string($address, '[\[\]{}|\\^`]')/* ! (if (self::fn:match) then encode-for-uri(.) else string(.)))"/>
  </xsl:function>

  <!-- Only addresses that a browser opens and never runs. -->
  <xsl:function name="link:safe" as="xs:boolean">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="matches($address, '^(https?://[\w.-]+(:\d{1,5})?([/?#]@)?|mailto:@)$'
      => replace('@', '([^\\s&lt;&gt;&quot;%]|%[0-9a-f]{2})*'), 'i')"/>
  </xsl:function>

</xsl:stylesheet>
