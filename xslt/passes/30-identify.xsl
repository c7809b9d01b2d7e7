<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: give every emendation and note of a text an id and every note a number. Notes in one `noteGrp` are one note.
     Input: TEI. Output: the same; ids that the editors gave are kept. A derived id is that of the unit it stands in and `.e1`, `.e2` …
     (emendations) or `.n1` … (notes); before the first id, the word `text` stands for the unit. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode on-no-match="shallow-copy" use-accumulators="#all"/>

  <xsl:accumulator name="unit" as="xs:string" initial-value="'text'">
    <xsl:accumulator-rule match="text" select="($value, string(../@xml:id))[. ne ''][last()]"/>
    <xsl:accumulator-rule match="s[@xml:id] | p[@xml:id] | ab[@xml:id] | l[@xml:id] | lg[@xml:id] | head[@xml:id] | div[@xml:id]" select="string(@xml:id)"/>
  </xsl:accumulator>

  <xsl:accumulator name="entry" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="s[@xml:id] | p[@xml:id] | ab[@xml:id] | l[@xml:id] | lg[@xml:id] | head[@xml:id] | div[@xml:id]" select="0"/>
    <xsl:accumulator-rule match="(text | sourceDoc)//choice | (text | sourceDoc)//app | text//surplus | text//gap | text//supplied | text//subst | text//note[not(parent::noteGrp)] | text//noteGrp[not(parent::noteGrp)]" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:accumulator name="note" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="TEI" select="0"/>
    <xsl:accumulator-rule match="text//note[not(parent::noteGrp)] | text//noteGrp[not(parent::noteGrp)]" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:template match="(text | sourceDoc)//choice[not(@xml:id)] | (text | sourceDoc)//app[not(@xml:id)] | text//surplus[not(@xml:id)] | text//gap[not(@xml:id)] | text//supplied[not(@xml:id)] | text//subst[not(@xml:id)]" as="element()">
    <xsl:copy>
      <xsl:attribute name="xml:id" select="accumulator-before('unit') || '.e' || accumulator-before('entry')"/>
      <xsl:apply-templates select="@* | node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="text//note[not(parent::noteGrp)] | text//noteGrp[not(parent::noteGrp)]" as="element()">
    <xsl:copy>
      <xsl:attribute name="xml:id" select="accumulator-before('unit') || '.n' || accumulator-before('entry')"/>
      <xsl:attribute name="n" select="accumulator-before('note')"/>
      <xsl:apply-templates select="@* | node()"/>
    </xsl:copy>
  </xsl:template>

</xsl:stylesheet>
