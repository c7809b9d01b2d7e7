<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: notes: a number in the text, and the notes of a text after it, each linked with the other.
     Input: note inside text, numbered. Output: calls. A note on a note has its number there. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:print="urn:edition:print"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="notes" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="text//note" as="element(t:note-mark)">
    <t:note-mark id="{@xml:id}" n="{@n}"/>
  </xsl:template>

  <xsl:template match="noteGrp | note" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="TEI" mode="notes" as="element(t:notes)?">
    <xsl:where-populated>
      <t:notes><xsl:apply-templates select="text//note" mode="notes"/></t:notes>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="note" mode="notes" as="element(t:note)">
    <t:note id="{@xml:id}" n="{@n}" lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}" loc="{ancestor::s[1][@n]/string-join((ancestor::p[1]/@n, @n), '.')}" remark="{print:certainty(@cert[. ne 'high'])}">
      <xsl:apply-templates/>
    </t:note>
  </xsl:template>

</xsl:stylesheet>
