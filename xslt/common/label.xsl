<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the words of the interface, and the words for what headers declare (classes, steps of work, degrees of certainty), and the
     names of what registers hold. Input: a key or a pointer. Output: a string in the language asked for; a key without a label is
     given back without its kind.
     The language of the interface is the tunnel parameter `lang`; English where no one sets it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="language.xsl"/>

  <xsl:variable name="label:words" as="document-node()" select="doc('labels.xml')"/>

  <!-- The languages in which every word of the interface is there. -->
  <xsl:variable name="label:languages" as="xs:string*" select="$label:words/Q{}labels/Q{}label[1]/Q{}*/local-name()"/>

  <xsl:key name="label" match="Q{}label" use="@key"/>
  <xsl:key name="declared" match="teiHeader//*[@xml:id]" use="'#' || @xml:id"/>
  <xsl:key name="named" match="*[@xml:id]" use="'#' || @xml:id"/>

  <xsl:mode name="label:declared" on-no-match="deep-skip"/>

  <!-- The label of a key, with {0}, {1} … replaced by the values given. -->
  <xsl:function name="label:of" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:variable name="words" as="xs:string" select="string((key('label', $key, $label:words)/Q{}*[local-name() = $lang], replace($key, '^(reason|cert)\.', ''))[1])"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$words" regex="\{{(\d)\}}">
        <xsl:matching-substring><xsl:sequence select="string($values[1 + xs:integer(regex-group(1))])"/></xsl:matching-substring>
        <xsl:non-matching-substring><xsl:sequence select="."/></xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <xsl:function name="label:of" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="label:of($key, $lang, ())"/>
  </xsl:function>

  <!-- The language of the interface that serves beside words in another: theirs, else English. -->
  <xsl:function name="label:beside" as="xs:string">
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="(replace($lang, '-.*$', '')[. = $label:words/Q{}labels/Q{}label[1]/Q{}*/local-name()], 'en')[1]"/>
  </xsl:function>

  <!-- What a pointer such as @resp or @ana names in a header, in a few words; the bare name where no header here declares it. -->
  <xsl:function name="label:declared" as="xs:string">
    <xsl:param name="pointer" as="attribute()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="words" as="xs:string*">
      <xsl:for-each select="tokenize($pointer)">
        <xsl:variable name="found" as="text()*">
          <xsl:apply-templates select="key('declared', ., root($pointer))[1]" mode="label:declared">
            <xsl:with-param name="lang" select="$lang" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:variable>
        <xsl:sequence select="if (exists($found)) then string-join($found) else replace(., '^.*[#:]', '')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($words, '; ')"/>
  </xsl:function>

  <!-- A category's description begins with its name, parted by a colon. -->
  <xsl:template match="category" mode="label:declared" as="text()">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:value-of select="lower-case(replace((catDesc[lang($lang)], catDesc)[1], ':.*$', '', 's'))"/>
  </xsl:template>

  <xsl:template match="respStmt" mode="label:declared" as="text()">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:value-of select="lower-case(normalize-space(label:in(resp, $lang)))"/>
  </xsl:template>

  <!-- The forms of a title or name in the language asked for, else in any. -->
  <xsl:function name="label:in" as="element()?">
    <xsl:param name="forms" as="element()*"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="language:chosen($forms, $lang)[1]"/>
  </xsl:function>

  <!-- The preferred names of the people, events or works that a pointer such as @who leads to; an address outside stands for itself. -->
  <xsl:function name="label:named" as="xs:string*">
    <xsl:param name="pointer" as="attribute()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:for-each select="tokenize($pointer)">
      <xsl:sequence select="key('named', ., root($pointer))[1] ! label:name(., $lang), .[matches(., '^https?://')]"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="label:name" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="names" as="element()*" select="$entry/(persName | placeName | orgName | eventName | title | name | role | label)"/>
    <xsl:variable name="preferred" as="element()*" select="$names[@type = 'preferred']"/>
    <xsl:sequence select="label:in(if ($preferred) then $preferred else $names, $lang) ! normalize-space()"/>
  </xsl:function>

</xsl:stylesheet>
