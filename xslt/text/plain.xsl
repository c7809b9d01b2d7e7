<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the critical text of any TEI document as plain text. Input: a resolved TEI or teiCorpus with @display:as. Output: files/file
     with text: the title, then a block a paragraph or heading, parted by blank lines (verse lines, speakers, cells and items by line ends),
     then the notes in the language of the text, or in that of their first words, and the other readings. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:markup="urn:edition:markup"
    xmlns:note="urn:edition:note"
    xmlns:plain="urn:edition:plain"
    xmlns:reading="urn:edition:reading"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/reading.xsl"/>
  <xsl:import href="../common/label.xsl"/>
  <xsl:import href="../common/markup.xsl"/>
  <xsl:import href="../common/language.xsl"/>
  <xsl:import href="../common/note.xsl"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="note" on-no-match="fail"/>
  <xsl:mode name="entry" on-no-match="fail"/>
  <xsl:mode name="end" on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="pieces" as="text()*"><xsl:apply-templates select="*"/></xsl:variable>
    <files><file name="plain.txt"><xsl:value-of select="replace(string-join($pieces), '\n{3,}', '&#10;&#10;')"/></file></files>
  </xsl:template>

  <xsl:template match="TEI | teiCorpus" priority="1" as="text()*">
    <xsl:value-of select="normalize-space(teiHeader/fileDesc/titleStmt/title[1]) || '&#10;&#10;'"/>
    <xsl:apply-templates select="* except (teiHeader, standOff), standOff[not(@type = 'apparatus')]"/>
    <xsl:apply-templates select="text" mode="end"/>
  </xsl:template>

  <!-- Of a description of a manuscript without a text, the description is the text. -->
  <xsl:template match="TEI[not(normalize-space(string-join((text, sourceDoc, standOff[not(@type = 'apparatus')], TEI))))][teiHeader//msDesc]" priority="2" as="text()*">
    <xsl:next-match/>
    <xsl:apply-templates select="teiHeader/fileDesc/sourceDesc//msDesc"/>
  </xsl:template>

  <!-- A block: the runs of words in it, and the blocks between them. -->
  <xsl:template match="*" as="text()*">
    <xsl:variable name="block" as="element()" select="."/>
    <xsl:for-each-group select="node()" group-adjacent="exists(self::*[@display:as = 'block'])">
      <xsl:apply-templates select="current-group()[current-grouping-key()]"/>
      <xsl:sequence select="plain:line(current-group()[not(current-grouping-key())], $block)"/>
    </xsl:for-each-group>
    <xsl:sequence select="$plain:between[$block[self::lg or self::sp or self::list or self::table or self::p or self::castList]]"/>
  </xsl:template>

  <!-- What stands in a line by itself. -->
  <xsl:template match="*[not(@display:as = 'block')]" priority="1" as="text()*">
    <xsl:sequence select="plain:line(., .)"/>
  </xsl:template>

  <xsl:template match="choice[@display:as = 'block']" priority="2" as="text()*">
    <xsl:apply-templates select="reading:chosen(.)"/>
  </xsl:template>

  <xsl:template match="app[@display:as = 'block']" priority="2" as="text()*">
    <xsl:apply-templates select="reading:lemma(.)"/>
  </xsl:template>

  <xsl:template match="surplus[@display:as = 'block'] | subst/del[@display:as = 'block'] | fw" priority="3" as="empty-sequence()"/>

  <!-- As it is typed. -->
  <xsl:template match="*:egXML" priority="3" as="text()"><xsl:value-of select="replace(markup:source(node()), '^\s*\n|\s+$', '') || '&#10;&#10;'"/></xsl:template>
  <xsl:template match="*:egXML" mode="reading:critical" priority="3" as="text()"><xsl:value-of select="markup:source(node())"/></xsl:template>

  <xsl:variable name="plain:between" as="text()"><xsl:text>&#10;</xsl:text></xsl:variable>

  <xsl:function name="plain:line" as="text()*">
    <xsl:param name="words" as="node()*"/>
    <xsl:param name="of" as="element()"/>
    <xsl:variable name="line" as="xs:string" select="reading:critical($words[not(self::note | self::noteGrp | self::fw)])"/>
    <xsl:variable name="end" as="xs:string" select="if ($of[self::l or self::cell or self::speaker or self::item or self::line or self::castItem or self::addrLine or self::label]) then '&#10;' else '&#10;&#10;'"/>
    <xsl:value-of select="(replace($line, ' ?&#x2028; ?', '&#10;') || $end)[$line]"/>
  </xsl:function>

  <!-- The lines of an inscription are lines; those of a printer are not. -->
  <xsl:template match="ab//lb[not(@break = 'no')]" mode="reading:critical" priority="2" as="text()"><xsl:text>&#x2028;</xsl:text></xsl:template>

  <!-- After each text. -->
  <xsl:template match="text" mode="end" as="text()*">
    <xsl:variable name="notes" as="text()*"><xsl:apply-templates select="note:within(.)" mode="note"/></xsl:variable>
    <xsl:variable name="entries" as="text()*"><xsl:apply-templates select="../standOff[@type = 'apparatus']/listApp/app[rdg[normalize-space()] or note]" mode="entry"/></xsl:variable>
    <xsl:variable name="furniture" as="xs:string*" select=".//fw[not(ancestor::fw)] ! reading:critical(node())"/>
    <xsl:sequence select="$notes, $plain:between[exists($notes)], $entries"/>
    <xsl:value-of select="($plain:between[exists($entries)] || '{' || string-join($furniture[. ne ''], ' · ') || '}&#10;')[exists($furniture[. ne ''])]"/>
  </xsl:template>

  <xsl:template match="note | noteGrp" mode="note" as="text()">
    <xsl:variable name="first" as="element(note)*" select="language:chosen(note:members(.), language:of(ancestor::text[1]))"/>
    <xsl:value-of select="'[' || @n || '] ' || string-join(($first, note:members(.) except $first) ! reading:critical(node()), ' ') || '&#10;'"/>
  </xsl:template>

  <!-- “lemma] reading (A B)”. -->
  <xsl:template match="app" mode="entry" as="text()">
    <xsl:variable name="readings" as="xs:string*" select="rdg ! (string(.) || @wit ! (' (' || string-join(tokenize(.) ! replace(., '^.*#', ''), ' ') || ')')), note ! ('= ' || .)"/>
    <xsl:value-of select="string-join((@loc[. ne ''], (lem[normalize-space()], '–')[1] || ']', string-join($readings, '; ')), ' ') || '&#10;'"/>
  </xsl:template>

</xsl:stylesheet>
