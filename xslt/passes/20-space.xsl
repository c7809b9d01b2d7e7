<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: settle white space once, so that no product glues words or invents blanks.
     Input: TEI. Output: TEI in which runs of white space are one blank, nothing stands between the readings of a choice, sentences are
     parted by exactly one blank (and <?unspaced?> where the witness has none), a blank that all readings of a choice end with stands after it, and a
     gap has a blank before it (again with <?unspaced?>) unless an opening mark precedes. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:mode name="gap" on-no-match="deep-skip"/>

  <xsl:template match="text//text()[not(ancestor::*[@xml:space][1]/@xml:space = 'preserve')]" as="text()?">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>

  <xsl:template match="(choice | noteGrp | body | div)/text()[not(normalize-space())]" priority="1" as="empty-sequence()"/>

  <!-- The nearest is asked first: whoever asked every text of a long paragraph for its sentences would ask for ever. -->
  <xsl:template match="p/text()[not(normalize-space())][not(following-sibling::*)][../s] | p/text()[not(normalize-space())][following-sibling::*[1][self::s][preceding-sibling::s or not(preceding-sibling::*[normalize-space()])]]" priority="1" as="empty-sequence()"/>

  <xsl:template match="s[preceding-sibling::s]" as="node()+">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- Where the witness has no blank between sentences, whoever shows the source must know it. -->
  <xsl:template match="s[preceding-sibling::node()[not(self::note | self::noteGrp)][1][self::s]]" priority="1" as="node()+">
    <xsl:processing-instruction name="unspaced"/>
    <xsl:next-match/>
  </xsl:template>

  <!-- A blank at which all readings end stands after them, so that what is shown of an emendation ends with its last sign. -->
  <xsl:template match="choice[not(* except *[matches(., '\s$')])]" as="node()+">
    <xsl:next-match/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="choice[not(* except *[matches(., '\s$')])]/*/text()[not(following-sibling::*)][not(following-sibling::text())]" as="text()?" priority="2">
    <xsl:value-of select="replace(replace(., '\s+', ' '), ' $', '')"/>
  </xsl:template>

  <xsl:template match="gap" as="node()+">
    <xsl:apply-templates select="preceding::text()[normalize-space()][not(ancestor::note | ancestor::noteGrp)][1] intersect ancestor::s//text()" mode="gap"/>
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="text()[not(matches(., '[\s(\[«“„‘]$'))]" mode="gap" as="node()+">
    <xsl:processing-instruction name="unspaced"/>
    <xsl:text> </xsl:text>
  </xsl:template>

</xsl:stylesheet>
