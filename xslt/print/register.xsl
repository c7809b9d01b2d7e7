<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the registers as indexes: who and what is mentioned in the texts of this book, and on which pages.
     Input: an authority TEI; tunnel parameter texts: the texts of the book. Output: calls; nothing for a register without entries. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:print="urn:edition:print"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="register" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:mode name="parallel" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:key name="unit" match="text//s" use="@xml:id"/>

  <xsl:template match="teiCorpus" mode="register" as="element(t:section)?">
    <xsl:variable name="registers" as="element()*"><xsl:apply-templates select="TEI[@type = 'authority']" mode="#current"/></xsl:variable>
    <xsl:if test="exists($registers)">
      <t:section>
        <t:head level="1">Registers</t:head>
        <xsl:sequence select="$registers"/>
      </t:section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="TEI" mode="register" as="element()*">
    <xsl:param name="texts" as="element(TEI)*" tunnel="yes"/>
    <xsl:variable name="entries" as="element()*" select="standOff/*/*[note[@type = 'mentions']/ref[print:leads-into(., $texts)]]"/>
    <xsl:if test="exists($entries)">
      <t:head level="2"><xsl:value-of select="print:title(.)"/></t:head>
      <t:register><xsl:apply-templates select="sort($entries, (), print:time#1)" mode="#current"/></t:register>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="register" as="element(t:entry)">
    <xsl:param name="texts" as="element(TEI)*" tunnel="yes"/>
    <t:entry id="{@xml:id}" to="{distinct-values(note[@type = 'mentions']/ref[print:leads-into(., $texts)] ! substring(@target, 2))}">
      <t:body><xsl:value-of select="print:inverted(.)"/></t:body>
      <t:body><xsl:apply-templates select="*[@type = 'preferred'] except print:preferred(.)" mode="parallel"/></t:body>
      <t:body><xsl:value-of select="print:dates(.)"/></t:body>
      <t:body><xsl:value-of select="note[@type = 'role'][@xml:lang = print:preferred(current())/@xml:lang]"/></t:body>
    </t:entry>
  </xsl:template>

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

  <xsl:function name="print:dates" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="span" as="xs:string*" select="
        $entry/(self::person/(birth, death)/@when ! print:year(.)),
        $entry/(self::event/(@when, @from, @to), date/(@when, @from, @to)) ! print:day(.),
        $entry/state[@type = 'existence'] ! (print:year(@from), print:year(@to))"/>
    <xsl:variable name="open" as="xs:boolean" select="exists(($entry, $entry/(state, date))[@from and not(@to)])"/>
    <xsl:sequence select="string-join(($span, ''[$open]), if ($span ! contains(., ' ') = true()) then ' – ' else '–')"/>
  </xsl:function>

  <xsl:function name="print:year" as="xs:string?">
    <xsl:param name="iso" as="attribute()?"/>
    <xsl:sequence select="$iso ! replace(., '^(-?\d+).*$', '$1')"/>
  </xsl:function>

  <xsl:function name="print:day" as="xs:string">
    <xsl:param name="iso" as="attribute()"/>
    <xsl:sequence select="
        if ($iso castable as xs:date) then format-date(xs:date($iso), '[D] [MNn] [Y]', 'en', (), ())
        else if ($iso castable as xs:gYearMonth) then format-date(xs:date($iso || '-01'), '[MNn] [Y]', 'en', (), ())
        else string($iso)"/>
  </xsl:function>

</xsl:stylesheet>
