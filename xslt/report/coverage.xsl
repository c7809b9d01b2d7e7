<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what the encoding of each text holds, counted: units, mentions, dates, emendations, notes. Input: a resolved teiCorpus.
     Output: files/file with JSON: an object a text, by its id. A mention is a name in the source reading, outside notes. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:coverage="urn:edition:coverage"
    xmlns:reading="urn:edition:reading"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/reading.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="texts" as="map(*)" select="map:merge(teiCorpus/TEI[text] ! map{string(@xml:id): coverage:of(.)})"/>
    <files><file name="coverage.json"><xsl:value-of select="serialize($texts, map{'method': 'json', 'indent': true()})"/></file></files>
  </xsl:template>

  <xsl:function name="coverage:of" as="map(*)">
    <xsl:param name="text" as="element(TEI)"/>
    <xsl:variable name="body" as="element(body)" select="$text/text/body"/>
    <xsl:variable name="source" as="element()*" select="$body//*[not(ancestor-or-self::note | ancestor::corr | ancestor::reg | ancestor::expan | ancestor::supplied)]"/>
    <xsl:sequence select="map{
      'units': coverage:counts($body//(p | s | lb), function($unit) { local-name($unit) }),
      'words': count(tokenize(reading:critical($body))),
      'mentions': coverage:counts($source[@ref], function($name) { local-name($name) }),
      'dates': count($source[self::date]),
      'emendations': coverage:counts($text/standOff/listApp/app, function($entry) { string($entry/@type) }),
      'certainty': coverage:counts($text/standOff/listApp/app, function($entry) { string(($entry/@cert, 'unknown')[1]) }),
      'classes': coverage:counts($text/standOff/listApp/app[@ana], function($entry) { substring-after($entry/@ana, '#') }),
      'notes': coverage:counts($body//note, function($note) { string($note/@type) })
    }"/>
  </xsl:function>

  <xsl:function name="coverage:counts" as="map(xs:string, xs:integer)">
    <xsl:param name="nodes" as="element()*"/>
    <xsl:param name="kind" as="function(element()) as xs:string"/>
    <xsl:map>
      <xsl:for-each-group select="$nodes" group-by="$kind(.)">
        <xsl:sort select="current-grouping-key()"/>
        <xsl:map-entry key="current-grouping-key()" select="count(current-group())"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

</xsl:stylesheet>
