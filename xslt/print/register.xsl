<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the registers as indexes: who and what is mentioned in the texts of this book, and on which pages.
     Input: the corpus and its authority TEI; tunnel parameter texts: the texts of the book. Output: calls; nothing for a register without entries. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:label="urn:edition:label"
    xmlns:print="urn:edition:print"
    xmlns:reading="urn:edition:reading"
    xmlns:time="urn:edition:time"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="register" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:mode name="parallel" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:key name="unit" match="text//s" use="@xml:id"/>

  <!-- Where a text gives words out of a work, or lets someone speak. -->
  <xsl:key name="quoted" match="text//*[@source or @who][ancestor::s]" use="(@source, @who) ! tokenize(.) ! substring-after(., '#')"/>

  <xsl:template match="teiCorpus" mode="register" as="element(t:section)?">
    <xsl:variable name="registers" as="element()*"><xsl:apply-templates select="TEI[@type = 'authority']" mode="#current"/></xsl:variable>
    <xsl:if test="exists($registers)">
      <t:section>
        <t:head level="1"><xsl:value-of select="label:of('registers', print:lang(.))"/></t:head>
        <xsl:sequence select="$registers"/>
      </t:section>
    </xsl:if>
  </xsl:template>

  <!-- What the texts of this book name; in a book of the whole edition also what they do not name, but a reader needs. -->
  <xsl:template match="TEI" mode="register" as="element()*">
    <xsl:param name="texts" as="element(TEI)*" tunnel="yes"/>
    <xsl:variable name="whole" as="xs:boolean" select="empty(../TEI[@type = 'text'] except $texts)"/>
    <xsl:variable name="entries" as="element()*" select="standOff/*/*[exists(print:places(., $texts))]"/>
    <xsl:variable name="others" as="element()*" select="(standOff/*/*)[$whole] except $entries"/>
    <xsl:if test="exists(($entries, $others))">
      <t:head level="2" id="{@xml:id}"><xsl:value-of select="string-join(print:titles(., 'main') ! reading:critical(.), ' · ')"/></t:head>
      <t:register><xsl:apply-templates select="sort($entries, (), print:time#1)" mode="#current"/></t:register>
      <xsl:where-populated>
        <t:register>
          <xsl:where-populated><t:caption><xsl:value-of select="label:of('context', print:lang(.))[exists($others)]"/></t:caption></xsl:where-populated>
          <xsl:apply-templates select="sort($others, (), print:time#1)" mode="#current"/>
        </t:register>
      </xsl:where-populated>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="register" as="element(t:entry)">
    <xsl:param name="texts" as="element(TEI)*" tunnel="yes"/>
    <t:entry id="{@xml:id}" to="{print:places(., $texts)}">
      <t:body><xsl:value-of select="print:inverted(.)"/></t:body>
      <t:body><xsl:apply-templates select="*[@type = 'preferred'] except print:preferred(.)" mode="parallel"/></t:body>
      <t:body><xsl:value-of select="print:dates(.)"/></t:body>
      <t:body><xsl:value-of select="note[@type = 'role'][@xml:lang = print:preferred(current())/@xml:lang]"/></t:body>
    </t:entry>
  </xsl:template>

  <!-- The ids of the sentences of this book that name an entry or quote it. -->
  <xsl:function name="print:places" as="xs:string*">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="texts" as="element(TEI)*"/>
    <xsl:variable name="quoting" as="element(s)*" select="key('quoted', $entry/@xml:id, root($entry))/ancestor::s[1][ancestor::TEI intersect $texts]"/>
    <xsl:sequence select="distinct-values(($entry/note[@type = 'mentions']/ref[print:leads-into(., $texts)] ! substring(@target, 2), $quoting/@xml:id))"/>
  </xsl:function>

  <xsl:template match="*" mode="parallel" as="element(t:language)">
    <t:language code="{@xml:lang}"><xsl:value-of select="."/></t:language>
  </xsl:template>

  <!-- The name in the language of the register. -->
  <xsl:function name="print:preferred" as="element()">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="($entry/*[@type = 'preferred'][@xml:lang = $entry/ancestor::TEI/@xml:lang], $entry/*)[1]"/>
  </xsl:function>

  <xsl:function name="print:leads-into" as="xs:boolean">
    <xsl:param name="mention" as="element(ref)"/>
    <xsl:param name="texts" as="element(TEI)*"/>
    <xsl:sequence select="exists(key('unit', substring($mention/@target, 2), root($mention))/ancestor::TEI intersect $texts)"/>
  </xsl:function>

  <!-- Events stand in order of time, those without a date last; all else stays in the order of its file, which its editors sorted. -->
  <xsl:function name="print:time" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/self::event/string((@when, @from, @notBefore, @to, @notAfter, '~')[1])"/>
  </xsl:function>

  <!-- A person's name with the word first that the id begins with: Seeckt, Hans von. -->
  <xsl:function name="print:inverted" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="normalize-space(print:preferred($entry))"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($name)"/>
    <xsl:variable name="start" as="xs:integer?" select="index-of($words ! starts-with(substring-after($entry/@xml:id, '.'), print:folded(.)), true())[last()]"/>
    <xsl:sequence select="if ($entry/self::person and $start gt 1) then string-join($words[position() ge $start], ' ') || ', ' || string-join($words[position() lt $start], ' ') else $name"/>
  </xsl:function>

  <xsl:function name="print:folded" as="xs:string">
    <xsl:param name="word" as="xs:string"/>
    <xsl:sequence select="lower-case(replace(normalize-unicode($word, 'NFD'), '\p{M}', ''))"/>
  </xsl:function>

  <!-- The years of a person, the days of an event. -->
  <xsl:function name="print:dates" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="lang" as="xs:string" select="print:lang($entry)"/>
    <xsl:variable name="life" as="xs:string*" select="$entry/self::person[birth/@when or death/@when] ! string-join((birth/@when ! print:year(.), '–', death/@when ! print:year(.)))"/>
    <xsl:variable name="dated" as="xs:string*" select="$entry/(self::event, date, state[@type = 'existence'])[time:is(.)] ! time:words(., $lang)"/>
    <xsl:sequence select="string-join(distinct-values(($life, $dated)), '; ')"/>
  </xsl:function>

  <xsl:function name="print:year" as="xs:string">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:sequence select="replace($iso, '^(-?\d+).*$', '$1')"/>
  </xsl:function>

</xsl:stylesheet>
