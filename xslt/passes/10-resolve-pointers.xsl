<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: turn every pointer into one of two forms: `#id` where it leads to an element of this document, else the URI it stands for.
     Input: a TEI document, or a teiCorpus whose members carry @xml:base. Output: the same with pointers rewritten.
     Method: 1. expand a prefix (TEI Guidelines, 17.2.3); 2. resolve the file against @xml:base; 3. if a member of the corpus is that file
     and has that id, keep only the fragment. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:pointer="urn:edition:pointer"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>
  <xsl:key name="member" match="/* | /teiCorpus/TEI" use="string(@xml:base)"/>

  <xsl:template match="text//@ana | standOff//@ana | @copyOf | @corresp | @decls | @facs | @next | @prev | @ref | @resp | @sameAs | @source | @synch | @target | @who | @wit" as="attribute()">
    <xsl:attribute name="{name()}" select="tokenize(.) ! pointer:resolve(., current()/..)"/>
  </xsl:template>

  <xsl:function name="pointer:resolve" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="uri" as="xs:string" select="pointer:expand($value, $from)"/>
    <xsl:variable name="file" as="xs:string" select="replace($uri, '#.*$', '')"/>
    <xsl:variable name="id" as="xs:string" select="substring-after($uri, '#')"/>
    <xsl:sequence select="if (pointer:here($file, $id, $from)) then '#' || $id else $uri"/>
  </xsl:function>

  <!-- A value in the form prefix:rest, rewritten by the first prefixDef that speaks of it. -->
  <xsl:function name="pointer:expand" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="rest" as="xs:string" select="substring-after($value, ':')"/>
    <!-- A pattern with a repeated group could run for ever on a pointer made for it: such a prefix is passed over. -->
    <xsl:variable name="declared" as="element(prefixDef)*"
        select="$from/ancestor-or-self::*[teiHeader][1]/teiHeader/encodingDesc/listPrefixDef//prefixDef[starts-with($value, @ident || ':')][not(matches(@matchPattern, '\)[*+?{]'))]"/>
    <xsl:try select="($declared[matches($rest, '^(' || @matchPattern || ')$')] ! replace($rest, @matchPattern, @replacementPattern), $value)[1]">
      <xsl:catch errors="*:FORX0002 *:FORX0004" select="$value"/>
    </xsl:try>
  </xsl:function>

  <!-- A file's place; itself where it, or what it is relative to, is no URI. -->
  <xsl:function name="pointer:absolute" as="xs:string">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="base" as="xs:string"/>
    <xsl:try select="string(resolve-uri($file, $base))">
      <xsl:catch errors="*:FORG0002 *:FORG0009" select="$file"/>
    </xsl:try>
  </xsl:function>

  <!-- Whether an id in a file is an element of this document. -->
  <xsl:function name="pointer:here" as="xs:boolean">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="base" as="xs:string" select="string($from/ancestor-or-self::*[@xml:base][1]/@xml:base)"/>
    <xsl:variable name="found" as="element()*" select="key('id', $id, root($from))"/>
    <xsl:sequence select="$id and exists($found) and ($file = '' or ($base and key('member', pointer:absolute($file, $base), root($from)) intersect $found/ancestor-or-self::*))"/>
  </xsl:function>

</xsl:stylesheet>
