<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what the texts of a book date, in order of time, with the dates of the events that they name.
     Input: the corpus; tunnel parameter texts. Output: calls. A statement shows its date within the words around it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:print="urn:edition:print"
    xmlns:reading="urn:edition:reading"
    xmlns:reference="urn:edition:reference"
    xmlns:time="urn:edition:time"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="chronology" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="moment" on-no-match="fail" on-multiple-match="fail"/>

  <!-- How many characters of the sentence stand before the date, and after it. -->
  <xsl:variable name="print:before" as="xs:integer" select="70"/>
  <xsl:variable name="print:after" as="xs:integer" select="110"/>

  <xsl:template match="teiCorpus" mode="chronology" as="element(t:section)?">
    <xsl:param name="texts" as="element(TEI)*" tunnel="yes"/>
    <xsl:variable name="lang" as="xs:string" select="print:lang(.)"/>
    <xsl:variable name="moments" as="element()*" select="time:sorted((time:dates(.)[ancestor::TEI intersect $texts], time:events(.)[exists(print:places(., $texts))]))"/>
    <xsl:if test="exists($moments)">
      <t:section>
        <t:head level="1"><xsl:value-of select="label:of('page.chronology', $lang)"/></t:head>
        <t:lead><xsl:value-of select="label:of('print.chronology.lead', $lang)"/></t:lead>
        <xsl:for-each-group select="$moments" group-adjacent="time:year(.)">
          <t:year><xsl:value-of select="current-grouping-key()"/></t:year>
          <xsl:apply-templates select="current-group()" mode="moment"/>
        </xsl:for-each-group>
      </t:section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="date" mode="moment" as="element(t:moment)">
    <t:moment>
      <t:body><xsl:value-of select="time:words(., print:lang(.))"/></t:body>
      <t:body>
        <t:language code="{language:of(.)}"><xsl:sequence select="print:excerpt(.)"/></t:language>
        <xsl:text> </xsl:text>
        <t:small><t:name to="{ancestor::s[1]/@xml:id}"><xsl:value-of select="translate(reference:full(.), ' ', '&#xA0;')"/></t:name></t:small>
        <t:on-page to="{ancestor::s[1]/@xml:id}"/>
      </t:body>
    </t:moment>
  </xsl:template>

  <xsl:template match="event" mode="moment" as="element(t:moment)">
    <xsl:param name="texts" as="element(TEI)*" tunnel="yes"/>
    <t:moment kind="register">
      <t:body><xsl:value-of select="time:words(., print:lang(.))"/></t:body>
      <t:body>
        <t:italic><t:name to="{@xml:id}"><xsl:value-of select="label:name(., print:lang(.))"/></t:name></t:italic>
        <t:on-page to="{print:places(., $texts)}"/>
      </t:body>
    </t:moment>
  </xsl:template>

  <!-- The words of the text around its date, cut at blanks. -->
  <xsl:function name="print:excerpt" as="node()*">
    <xsl:param name="date" as="element(date)"/>
    <xsl:variable name="sentence" as="xs:string" select="reading:critical($date/ancestor::s[1])"/>
    <xsl:variable name="words" as="xs:string" select="reading:critical(($date/ancestor::choice[last()] ! reading:chosen(.)//date[@* = $date/@*][1], $date)[1])"/>
    <xsl:variable name="before" as="xs:string" select="substring-before($sentence, $words)"/>
    <xsl:variable name="after" as="xs:string" select="substring-after($sentence, $words)"/>
    <xsl:value-of select="if (string-length($before) gt $print:before) then replace(substring($before, string-length($before) - $print:before), '^\S*\s', '… ') else $before"/>
    <t:bold><xsl:value-of select="$words"/></t:bold>
    <xsl:value-of select="if (string-length($after) gt $print:after) then replace(substring($after, 1, $print:after), '[\s\p{P}]+\S*$', ' …') else $after"/>
  </xsl:function>

</xsl:stylesheet>
