<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the two readings of a passage as plain strings: the critical text, and the source as it reached us.
     Input: any node of a text, resolved or not. Output: a white-space-normalised string.
     Override: a format that shows markup renders the nodes itself and agrees with these functions word for word. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:reading="urn:edition:reading"
    xmlns:display="urn:edition:display"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="reading:critical" on-no-match="text-only-copy"/>
  <xsl:mode name="reading:source" on-no-match="text-only-copy"/>

  <xsl:function name="reading:critical" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="text" as="node()*"><xsl:apply-templates select="$nodes" mode="reading:critical"/></xsl:variable>
    <xsl:sequence select="normalize-space(string-join($text))"/>
  </xsl:function>

  <xsl:function name="reading:source" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="text" as="node()*"><xsl:apply-templates select="$nodes" mode="reading:source"/></xsl:variable>
    <xsl:sequence select="normalize-space(string-join($text))"/>
  </xsl:function>

  <!-- The member of a choice that the critical text shows: an abbreviation stays, its expansion is a help beside it, unless it tells letter by
       letter what it adds, as in editions of manuscripts. -->
  <xsl:function name="reading:chosen" as="element()?">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:sequence select="($choice/(corr | reg | expan[.//ex]), $choice/abbr, $choice/*)[1]"/>
  </xsl:function>

  <!-- The member of a choice that stands in the source. -->
  <xsl:function name="reading:transmitted" as="element()?">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:sequence select="($choice/(sic | orig | abbr), $choice/*)[1]"/>
  </xsl:function>

  <!-- The reading of an apparatus entry that is read: its lemma, else the first there is. -->
  <xsl:function name="reading:lemma" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="($app/lem, $app/rdg, $app/rdgGrp//(lem, rdg))[1]"/>
  </xsl:function>

  <xsl:template match="choice" mode="reading:critical" priority="1" as="text()*">
    <xsl:apply-templates select="reading:chosen(.)" mode="#current"/>
  </xsl:template>

  <xsl:template match="choice" mode="reading:source" priority="1" as="text()*">
    <xsl:apply-templates select="reading:transmitted(.)" mode="#current"/>
  </xsl:template>

  <xsl:template match="app" mode="reading:critical reading:source" priority="1" as="text()*">
    <xsl:apply-templates select="reading:lemma(.)" mode="#current"/>
  </xsl:template>

  <xsl:template match="surplus | subst/del" mode="reading:critical" priority="1" as="text()*"/>

  <!-- What is crossed out, and nothing put in its place. -->
  <xsl:template match="del" mode="reading:critical" as="text()*">
    <xsl:text>⟦</xsl:text>
    <xsl:apply-templates mode="#current"/>
    <xsl:text>⟧</xsl:text>
  </xsl:template>

  <xsl:template match="supplied | ex" mode="reading:source" as="text()*"/>

  <!-- A mark of abbreviation in an expansion that says what it means. -->
  <xsl:template match="expan[.//ex]//am" mode="reading:critical" as="text()*"/>

  <xsl:template match="note | noteGrp | gap/desc | fw[not(ancestor::fw)] | index" mode="reading:critical reading:source" priority="1" as="text()*"/>

  <xsl:template match="gap" mode="reading:critical" as="text()*">
    <xsl:text>[…]</xsl:text>
  </xsl:template>

  <!-- What stands for what cannot be read, where the file has it: a sign of its own, or a few words, in brackets (those of
       Chinese, which older files have for want of others, become those of European type). -->
  <xsl:template match="gap[desc[normalize-space()]]" mode="reading:critical" priority="1" as="text()*">
    <xsl:value-of select="reading:gap(.)"/>
  </xsl:template>

  <xsl:function name="reading:gap" as="xs:string">
    <xsl:param name="gap" as="element(gap)"/>
    <xsl:variable name="said" as="xs:string" select="translate(string-join($gap/desc ! normalize-space(), ' '), '&#x3008;&#x3009;', '&#x27E8;&#x27E9;')"/>
    <xsl:sequence select="if (matches($said, '^[\p{L}\p{N}]')) then '[' || $said || ']' else $said"/>
  </xsl:function>

  <!-- Blocks within a passage are parted by a blank. -->
  <xsl:template match="p | ab | l | lg | *[@display:as = 'block'] | item | head | row | cell | speaker | stage | sp | salute | signed | dateline | byline | addrLine | titlePart | trailer | figDesc" mode="reading:critical reading:source" as="text()*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="#current"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="(lb | pb | cb | gb)[not(@break = 'no')]" mode="reading:critical" as="text()*">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Philology's sign for the end of a line; a word that runs over it stays one. -->
  <xsl:template match="lb[not(@break = 'no')]" mode="reading:source" as="text()*">
    <xsl:text> | </xsl:text>
  </xsl:template>

</xsl:stylesheet>
