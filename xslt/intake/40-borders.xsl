<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: words end where TEI lets them end, however the file is laid out: nothing is glued, nothing torn.
     Input: TEI with @display:as. Output: the same; no white space between blocks or between the readings of one place, none around a break
     that divides no word (@break = 'no'); a blank where two units touch, where a block touches words, and where a line or page begins. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xmlns:border="urn:edition:border"
    xmlns="http://www.tei-c.org/ns/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs border">

  <xsl:import href="../common/display.xsl"/>

  <xsl:mode on-no-match="shallow-copy"/>

  <!-- Between blocks, and between readings, white space is layout. -->
  <xsl:template match="text()[not(normalize-space())][../@display:as = 'block'][not(../@display:mixed)][preceding-sibling::*[1]/@display:as = 'block' or following-sibling::*[1]/@display:as = 'block']" priority="4" as="empty-sequence()"/>
  <xsl:template match="(choice | app | rdgGrp | subst | ruby | table | row)/text()[not(normalize-space())]" priority="5" as="empty-sequence()"/>

  <xsl:template match="text()[border:joined(following-sibling::node()[1], false())]" priority="2" as="text()?">
    <xsl:variable name="kept" as="xs:string" select="replace(., '\s+$', '')"/>
    <xsl:value-of select="if (border:joined(preceding-sibling::node()[1], true())) then replace($kept, '^\s+', '') else $kept"/>
  </xsl:template>

  <xsl:template match="text()[border:joined(preceding-sibling::node()[1], true())]" priority="1" as="text()?">
    <xsl:value-of select="replace(., '^\s+', '')"/>
  </xsl:template>

  <!-- Whether a row of breaks (before or after a text) divides no word. -->
  <xsl:function name="border:joined" as="xs:boolean">
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="backward" as="xs:boolean"/>
    <xsl:sequence select="border:joined($node, $backward, 16)"/>
  </xsl:function>

  <!-- Within so many nodes: what is blank for pages divides no word, and a long row would be read again from each of its breaks. -->
  <xsl:function name="border:joined" as="xs:boolean">
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="backward" as="xs:boolean"/>
    <xsl:param name="left" as="xs:integer"/>
    <xsl:sequence select="
      if (empty($node) or $left = 0 or not($node[self::lb | self::pb | self::cb | self::gb | self::milestone | self::fw | self::note[@display:as = 'inline'] | self::comment() | self::processing-instruction() | self::text()[not(normalize-space())]])) then false()
      else $node/@break = 'no' or border:joined(if ($backward) then $node/preceding-sibling::node()[1] else $node/following-sibling::node()[1], $backward, $left - 1)"/>
  </xsl:function>

  <!-- A unit after a unit; what TEI does not know is one. -->
  <xsl:template match="*[@display:as = 'inline'][display:kind(.) = ('unit', 'either', 'unknown')][preceding-sibling::node()[not(self::comment() | self::processing-instruction() | self::anchor[not(node())])][1][self::*[not(self::note)]][display:kind(.) = ('unit', 'either', 'unknown')]]" as="node()+">
    <xsl:value-of select="' '[not(border:unparted(current()/preceding-sibling::*[not(self::anchor)][1]))]"/>
    <xsl:next-match/>
  </xsl:template>

  <!-- Characters of scripts that do not part words: no blank is put between them. -->
  <xsl:variable name="border:unparted" as="xs:string" select="'[&#x2E80;-&#x2FFF;&#x3000;-&#x30FF;&#x3400;-&#x4DBF;&#x4E00;-&#x9FFF;&#xF900;-&#xFAFF;&#xFF00;-&#xFFEF;&#x20000;-&#x3FFFF;]'"/>

  <!-- A remark after what it is about; a direction or a picture among words. -->
  <xsl:template match="seg[@type = 'note'][preceding-sibling::node()[1][self::* or self::text()[matches(., '\S$')]]]" priority="1.5" as="node()+">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- An address after a name, in a header. -->
  <xsl:template match="teiHeader//ref[matches(., '^\s*https?:')][preceding-sibling::node()[1]/self::text()[matches(., '\w$')]]" priority="1.7" as="node()+">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="(stage | figure)[@display:as = 'inline']" priority="1.6" as="node()+">
    <xsl:value-of select="' '[current()/preceding-sibling::node()[1]/self::text()[matches(., '[^\s(\[]$')]]"/>
    <xsl:next-match/>
    <xsl:value-of select="' '[current()/following-sibling::node()[1]/self::text()[matches(., '^[\w¿¡«„“‘]')]]"/>
  </xsl:template>

  <xsl:function name="border:unparted" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="words" as="xs:string" select="string($node)"/>
    <xsl:sequence select="matches(substring($words, string-length($words)), $border:unparted)"/>
  </xsl:function>

  <!-- Words crossed out stand by themselves; letters crossed out of a word are another reading of it. -->
  <xsl:template match="del[not(parent::subst or parent::mod or parent::choice)]" priority="2" as="node()+">
    <xsl:value-of select="' '[current()/preceding-sibling::node()[1]/self::*]"/>
    <xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy>
    <xsl:value-of select="' '[current()/following-sibling::node()[1]/self::*]"/>
  </xsl:template>

  <xsl:template match="text//del[not(parent::subst or parent::mod or parent::choice)][preceding-sibling::node()[1]/self::text()[matches(., '\w$')] or following-sibling::node()[1]/self::text()[matches(., '^\w')]][not(*/@display:as = 'block')]" priority="3" as="element(subst)">
    <subst display:as="inline"><xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy></subst>
  </xsl:template>

  <xsl:template match="(subst | mod)/add[preceding-sibling::del]" priority="1" as="node()+">
    <xsl:value-of select="' '[current()/ancestor::sourceDoc]"/>
    <xsl:next-match/>
  </xsl:template>

  <!-- Where words hold the blanks between them, no others are meant. -->
  <xsl:key name="border:spaced" match="w[matches(., '^\s|\s$')]" use="generate-id(..)"/>

  <!-- Words of linguistic corpora say themselves where they touch. -->
  <xsl:template match="w[@join = ('left', 'both')] | w[preceding-sibling::*[1]/@join = ('right', 'both')] | w[@part = ('M', 'F')] | w[parent::w] | w[key('border:spaced', generate-id(..))]" priority="2" as="node()+">
    <xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy>
  </xsl:template>

  <!-- A block among words. -->
  <xsl:template match="*[@display:as = 'block'][../@display:mixed]" priority="1" as="node()+">
    <xsl:text> </xsl:text>
    <xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- A break between two words with nothing else between them. -->
  <xsl:template match="lb | pb | cb | gb | space | caesura" priority="3" as="node()+">
    <xsl:if test="border:parts(.)"><xsl:text> </xsl:text></xsl:if>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:if test="border:joined(., true()) or border:joined(., false())"><xsl:attribute name="break" select="'no'"/></xsl:if>
      <xsl:apply-templates/>
    </xsl:copy>
  </xsl:template>

  <xsl:function name="border:parts" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="not($break/@break = 'no' or border:joined($break/preceding-sibling::node()[1], true()) or border:joined($break/following-sibling::node()[1], false()))
      and empty($break/preceding-sibling::node()[1][border:unparted(.)])
      and empty($break/preceding-sibling::node()[1][self::text()][matches(., '\s$')]) and empty($break/following-sibling::node()[1][self::text()][matches(., '^\s')])"/>
  </xsl:function>

</xsl:stylesheet>
