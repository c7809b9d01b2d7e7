<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the axis of the chronology, as a drawing. Input: dates of texts, events of the register. Output: SVG. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:label="urn:edition:label"
    xmlns:page="urn:edition:page"
    xmlns:time="urn:edition:time"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The axis -->

  <xsl:variable name="time:width" as="xs:double" select="800"/>

  <xsl:function name="time:x" as="xs:double">
    <xsl:param name="day" as="xs:date"/>
    <xsl:variable name="from" as="xs:date" select="xs:date($time:first || '-01-01')"/>
    <xsl:variable name="to" as="xs:date" select="xs:date(($time:last + 1) || '-01-01')"/>
    <xsl:sequence select="round(8 + ($time:width - 16) * (min(($day, $to)) - $from) div ($to - $from), 1)"/>
  </xsl:function>

  <!-- Signs that would cover each other go one below the other: the row of each, from 0. -->
  <xsl:function name="time:rows" as="xs:integer*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:variable name="done" as="map(*)" select="fold-left($elements, map{'ends': [], 'rows': ()}, function($state, $element) {
      let $free := (for $row in 1 to array:size($state?ends) return $row[$state?ends($row) lt time:x(time:start($element)) - 9])[1],
          $ends := if ($free) then array:put($state?ends, $free, time:x(time:end($element))) else array:append($state?ends, time:x(time:end($element)))
      return map{'ends': $ends, 'rows': ($state?rows, ($free, array:size($ends))[1] - 1)}})"/>
    <xsl:sequence select="$done?rows"/>
  </xsl:function>

  <xsl:function name="time:axis" as="element()">
    <xsl:param name="moments" as="element()*"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="lanes" as="element()*">
      <xsl:for-each-group select="$moments" group-by="if (self::event) then '' else ancestor::TEI[1]/@xml:id/string()">
        <xsl:sort select="current-grouping-key() = ''"/>
        <xsl:sort select="count(preceding::TEI | ancestor::TEI)"/>
        <xsl:variable name="rows" as="xs:integer*" select="time:rows(current-group())"/>
        <g xmlns="http://www.w3.org/2000/svg" class="{if (self::event) then 'lane register' else 'lane'}" data-height="{34 + 11 * max($rows)}">
          <text x="8" y="14"><xsl:value-of select="if (self::event) then label:of('chronology.register', $lang) else page:title(ancestor::TEI[1], $lang)"/></text>
          <xsl:for-each select="current-group()">
            <xsl:variable name="y" as="xs:integer" select="26 + 11 * subsequence($rows, position(), 1)"/>
            <xsl:variable name="from" as="xs:double" select="time:x(time:start(.))"/>
            <xsl:variable name="to" as="xs:double" select="time:x(time:end(.))"/>
            <xsl:choose>
              <xsl:when test="$to - $from lt 2"><circle cx="{$from}" cy="{$y}" r="3.5"/></xsl:when>
              <xsl:otherwise><rect class="{@cert, if (@notBefore) then 'open' else ()}" x="{$from}" y="{$y - 3}" width="{max((round($to - $from, 1), 4))}" height="6" rx="1.5"/></xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </g>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="height" as="xs:double" select="28 + sum($lanes/@data-height)"/>
    <div class="axis" role="region" tabindex="0" aria-labelledby="axis-title">
      <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="axis-title axis-desc" viewBox="0 0 {$time:width} {$height}" width="{$time:width}" height="{$height}">
        <title id="axis-title"><xsl:value-of select="label:of('chronology.axis', $lang, (string($time:first), string($time:last)))"/></title>
        <desc id="axis-desc"><xsl:value-of select="label:of('chronology.axis.desc', $lang)"/></desc>
        <g class="scale">
          <xsl:for-each select="$time:first to $time:last + 1">
            <xsl:variable name="x" as="xs:double" select="time:x(xs:date(. || '-01-01'))"/>
            <path d="M{$x} 22V{$height}"/>
            <xsl:if test=". mod 2 = 0 and . le $time:last"><text x="{$x + 2}" y="14"><xsl:value-of select="."/></text></xsl:if>
          </xsl:for-each>
        </g>
        <xsl:for-each select="$lanes">
          <xsl:variable name="index" as="xs:integer" select="position()"/>
          <g transform="translate(0 {24 + sum(subsequence($lanes, 1, $index - 1)/@data-height)})">
            <xsl:copy-of select="@class, node()"/>
          </g>
        </xsl:for-each>
      </svg>
    </div>
  </xsl:function>

</xsl:stylesheet>
