<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what is written in several languages, such as a note or an introduction: which of its forms is read where.
     Input: the forms, in their order, and the language wanted. Output: forms; none is lost where no language tells them apart. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:language="urn:edition:language"
    exclude-result-prefixes="#all">

  <!-- The language in force at a node; empty where nothing is said. -->
  <xsl:function name="language:of" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string($node/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
  </xsl:function>

  <!-- The forms in a language, else those in the language of the first. -->
  <xsl:function name="language:chosen" as="element()*">
    <xsl:param name="forms" as="element()*"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="wanted" as="element()*" select="$forms[lang($lang)]"/>
    <xsl:sequence select="if ($wanted) then $wanted else (for $first in $forms[1] ! language:of(.) return $forms[language:of(.) = $first])"/>
  </xsl:function>

</xsl:stylesheet>
