<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: looking things up in the ODD: what a name specifies, what belongs to a class, what may stand where, which rules apply.
     Input: elements of the namespace urn:edition:odd, the ODD in the corpus. Output: specifications, or names of elements. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:odd="urn:edition:odd"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    exclude-result-prefixes="#all">

  <xsl:key name="odd:specification" match="odd:elementSpec | odd:classSpec | odd:macroSpec | odd:dataSpec" use="@ident"/>
  <xsl:key name="odd:element" match="odd:elementSpec" use="@ident"/>
  <xsl:key name="odd:member" match="odd:elementSpec | odd:classSpec" use="odd:classes/odd:memberOf/@key"/>
  <xsl:key name="odd:parent" match="odd:elementSpec" use="odd:allowed(.)"/>
  <xsl:key name="odd:user" match="odd:elementSpec | odd:macroSpec | odd:classSpec | odd:dataSpec" use="(odd:content | odd:attList)//(odd:macroRef | odd:dataRef)/@key"/>
  <xsl:key name="odd:rule" match="sch:assert | sch:report" use="odd:subjects(..)"/>

  <!-- The names of all elements that the content of an element or macro allows. -->
  <xsl:function name="odd:allowed" as="xs:string*">
    <xsl:param name="specification" as="element()?"/>
    <xsl:variable name="content" as="element()*" select="$specification/odd:content//*"/>
    <xsl:sequence select="distinct-values((
      $content/self::odd:elementRef/string(@key),
      $content/self::odd:classRef/odd:members(key('odd:specification', @key)),
      $content/self::odd:macroRef/odd:allowed(key('odd:specification', @key))))"/>
  </xsl:function>

  <!-- The names of the elements that belong to a class, also through classes that belong to it. -->
  <xsl:function name="odd:members" as="xs:string*">
    <xsl:param name="class" as="element()?"/>
    <xsl:for-each select="$class/key('odd:member', @ident)">
      <xsl:sequence select="if (self::odd:elementSpec) then string(@ident) else odd:members(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The classes that give an element or class its attributes, with those that these belong to. -->
  <xsl:function name="odd:classes" as="element(odd:classSpec)*">
    <xsl:param name="specification" as="element()"/>
    <xsl:for-each select="$specification/odd:classes/odd:memberOf/key('odd:specification', @key)[@type = 'atts']">
      <xsl:sequence select="., odd:classes(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Every attribute that an element can have, as it is described: its own, and those of its classes that it does not describe itself. -->
  <xsl:function name="odd:attributes" as="element(odd:attDef)*">
    <xsl:param name="element" as="element(odd:elementSpec)"/>
    <xsl:variable name="own" as="element(odd:attDef)*" select="$element/odd:attList/odd:attDef[odd:desc]"/>
    <xsl:sequence select="$own, odd:classes($element)/odd:attList/odd:attDef[not(@ident = $own/@ident)]"/>
  </xsl:function>

  <!-- The names of the elements that a rule is about, read off the last steps of its context; where that is any element with an attribute,
       those that can have it, with that value. -->
  <xsl:function name="odd:subjects" as="xs:string*">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:variable name="steps" as="xs:string" select="$rule/@context => replace('\[[^\[\]]*\]', '') => replace('\[[^\[\]]*\]', '') => replace('\[[^\[\]]*\]', '') => replace('\([^()]*\)/', '')"/>
    <xsl:variable name="named" as="xs:string*" select="analyze-string($steps, 'tei:([\w*]+)\s*(\||$)')/Q{http://www.w3.org/2005/xpath-functions}match/Q{http://www.w3.org/2005/xpath-functions}group[@nr = '1']/string()"/>
    <xsl:sequence select="distinct-values(($named[. ne '*'], '*'[. = $named] ! odd:bearers($rule)))"/>
  </xsl:function>

  <xsl:function name="odd:bearers" as="xs:string*">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:variable name="attributes" as="xs:string*" select="odd:mentioned($rule/@context)"/>
    <xsl:variable name="value" as="xs:string?" select="(analyze-string($rule/@context, '= ''([\w\-]+)''')//Q{http://www.w3.org/2005/xpath-functions}group)[1]/string()"/>
    <xsl:sequence select="root($rule)//odd:elementSpec[every $name in $attributes satisfies odd:attributes(.)[@ident = $name][empty(($value, odd:valList)[2]) or odd:valList/odd:valItem/@ident = $value]]/string(@ident)"/>
  </xsl:function>

  <!-- The names of the attributes that an expression speaks of. -->
  <xsl:function name="odd:mentioned" as="xs:string*">
    <xsl:param name="expression" as="xs:string*"/>
    <xsl:sequence select="distinct-values($expression ! analyze-string(., '@([\w:]+)')//Q{http://www.w3.org/2005/xpath-functions}group/string())"/>
  </xsl:function>

  <!-- The description of an attribute that an element has. -->
  <xsl:function name="odd:attribute" as="element(odd:attDef)?">
    <xsl:param name="element" as="element(odd:elementSpec)?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="($element ! odd:attributes(.)[@ident = $name])[1]"/>
  </xsl:function>

  <!-- The id of a specification, or of an attribute described in one, on its page. -->
  <xsl:function name="odd:id" as="xs:string">
    <xsl:param name="described" as="element()"/>
    <xsl:sequence select="string-join($described/(ancestor-or-self::*[self::odd:elementSpec or self::odd:classSpec or self::odd:macroSpec or self::odd:dataSpec], self::odd:attDef)/translate(@ident, ':', '-'), '.')"/>
  </xsl:function>

</xsl:stylesheet>
