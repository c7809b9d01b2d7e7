<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: who is named with whom: as data for the pages of entries, and as a page with a graph of persons and organizations (an arc diagram)
     and the table that says the same. Input: the corpus, whose entries know their mentions.
     Method: 1. two entries are named together where one sentence, or one paragraph, mentions both; 2. the names stand in a column, first in
     the order in which the texts name them; 3. each then moves to the mean rank of those it is named with, several times over, which brings
     neighbours together; 4. every pair is an arc. No chance has a part in it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:page="urn:edition:page"
    xmlns:reference="urn:edition:reference"
    xmlns:register="urn:edition:register"
    xmlns:site="urn:edition:site"
    xmlns:together="urn:edition:together"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:key name="together:sentence" match="standOff/*/*[note/@type = 'mentions']" use="note[@type = 'mentions']/ref/@target"/>
  <xsl:key name="together:paragraph" match="standOff/*/*[note/@type = 'mentions']" use="together:paragraphs(.)"/>

  <!-- The sentences and the paragraphs in which an entry is named, as pointers. -->
  <xsl:function name="together:sentences" as="xs:string*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="distinct-values($entry/note[@type = 'mentions']/ref/@target)"/>
  </xsl:function>

  <xsl:function name="together:paragraphs" as="xs:string*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="distinct-values(key('link:id', $entry/note[@type = 'mentions']/ref/@target, root($entry))/ancestor::p[1]/('#' || @xml:id))"/>
  </xsl:function>

  <!-- With what an entry is named: map{other, sentences, paragraphs}, in document order. -->
  <xsl:function name="together:with" as="map(*)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="sentences" as="xs:string*" select="together:sentences($entry)"/>
    <xsl:variable name="paragraphs" as="xs:string*" select="together:paragraphs($entry)"/>
    <xsl:for-each select="(key('together:sentence', $sentences, root($entry)) | key('together:paragraph', $paragraphs, root($entry))) except $entry">
      <xsl:sequence select="map{
        'other': .,
        'sentences': count(together:sentences(.)[. = $sentences]),
        'paragraphs': count(together:paragraphs(.)[. = $paragraphs])}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The pairs of the graph, each once: map{one, other, sentences, paragraphs}. -->
  <xsl:function name="together:pairs" as="map(*)*" cache="yes">
    <xsl:param name="corpus" as="element()"/>
    <xsl:variable name="nodes" as="element()*" select="$corpus/TEI/standOff/*[@type = 'mentioned']/(person | org)"/>
    <xsl:for-each select="$nodes">
      <xsl:variable name="one" as="element()" select="."/>
      <xsl:sequence select="together:with(.)[?other intersect $nodes][?other >> $one] ! map:put(., 'one', $one)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Layout -->

  <!-- The ids of the entries in pairs, in the order of the column. -->
  <xsl:function name="together:order" as="xs:string*" cache="yes">
    <xsl:param name="corpus" as="element()"/>
    <xsl:variable name="pairs" as="map(*)*" select="together:pairs($corpus)"/>
    <xsl:variable name="nodes" as="element()*" select="$pairs ! (?one, ?other) | ()"/>
    <xsl:variable name="first" as="element()*" select="sort($nodes, (), function($node) { together:rank-of-text($node) })"/>
    <xsl:variable name="beside" as="map(xs:string, map(*))" select="map:merge($pairs ! (
      map{string(?one/@xml:id): map{string(?other/@xml:id): together:weight(.)}},
      map{string(?other/@xml:id): map{string(?one/@xml:id): together:weight(.)}}), map{'duplicates': 'combine'}) => together:merged()"/>
    <xsl:sequence select="fold-left(1 to 24, $first ! string(@xml:id), function($order, $round) { together:swept($order, $beside) })"/>
  </xsl:function>

  <xsl:function name="together:merged" as="map(xs:string, map(*))">
    <xsl:param name="beside" as="map(*)"/>
    <xsl:sequence select="map:merge(map:keys($beside) ! map{.: map:merge($beside(.))})"/>
  </xsl:function>

  <!-- The place of an entry's first mention, counted in sentences of the edition. -->
  <xsl:function name="together:rank-of-text" as="xs:integer">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="first" as="element()" select="key('link:id', $entry/note[@type = 'mentions']/ref/@target, root($entry))[1]"/>
    <xsl:sequence select="count($first/preceding::s)"/>
  </xsl:function>

  <xsl:function name="together:weight" as="xs:double">
    <xsl:param name="pair" as="map(*)"/>
    <xsl:sequence select="4e0 * $pair?sentences + $pair?paragraphs"/>
  </xsl:function>

  <!-- One sweep: each goes to the mean rank of itself and its company. -->
  <xsl:function name="together:swept" as="xs:string*">
    <xsl:param name="order" as="xs:string*"/>
    <xsl:param name="beside" as="map(xs:string, map(*))"/>
    <xsl:variable name="rank" as="map(xs:string, xs:integer)" select="map:merge(for $i in 1 to count($order) return map{$order[$i]: $i})"/>
    <xsl:sequence select="sort($order, (), function($id) {
      let $company := $beside($id), $own := sum($company?*)
      return round(($own * $rank($id) + sum(map:keys($company) ! ($rank(.) * $company(.)))) div (2 * $own), 6) })"/>
  </xsl:function>

  <!-- Page -->

  <xsl:template match="site:page[@name = 'network']" mode="style" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}registers.css"/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'network']" mode="script" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <script src="{page:assets(., $lang)}sort.js" defer=""/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'network']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="pairs" as="map(*)*" select="together:pairs(/*)"/>
    <xsl:variable name="alone" as="element()*" select="/*/TEI/standOff/*[@type = 'mentioned']/(person | org) except ($pairs ! (?one, ?other) | ())"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.network', $lang)"/></h1></header>
    <p class="lead"><xsl:value-of select="label:of('network.lead', $lang)"/></p>
    <div class="graph" role="region" tabindex="0" aria-labelledby="network-title"><xsl:sequence select="together:graph(/*, $lang)"/></div>
    <xsl:if test="$alone">
      <p class="lead"><xsl:value-of select="label:of('network.alone', $lang, string-join($alone ! label:name(., $lang), ', '))"/></p>
    </xsl:if>
    <section aria-labelledby="pairs">
      <h2 id="pairs"><xsl:value-of select="label:of('network.pairs', $lang)"/></h2>
      <table class="sortable stacked network" data-hint="{label:of('sort.hint', $lang, '{0}')}" style="{string-join(('sentences', 'paragraphs', 'places') ! ('--' || . || ': &quot;' || label:of('network.' || ., $lang) || '&quot;'), '; ')}">
        <thead><tr><xsl:for-each select="'one', 'other', 'sentences', 'paragraphs', 'places'"><th scope="col"><xsl:value-of select="label:of('network.' || ., $lang)"/></th></xsl:for-each></tr></thead>
        <tbody>
          <xsl:for-each select="$pairs">
            <xsl:sort select="?sentences" order="descending"/>
            <xsl:sort select="?paragraphs" order="descending"/>
            <xsl:sort select="register:key(?one, $lang)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
            <xsl:sort select="register:key(?other, $lang)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
            <xsl:sequence select="together:row(., $lang)"/>
          </xsl:for-each>
        </tbody>
      </table>
    </section>
  </xsl:template>

  <xsl:function name="together:row" as="element()">
    <xsl:param name="pair" as="map(*)"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="sentences" as="xs:string*" select="together:sentences($pair?one)[. = together:sentences($pair?other)]"/>
    <xsl:variable name="paragraphs" as="xs:string*" select="together:paragraphs($pair?one)[. = together:paragraphs($pair?other)]"/>
    <tr>
      <th scope="row"><xsl:sequence select="together:name($pair?one, $lang)"/></th>
      <td><xsl:sequence select="together:name($pair?other, $lang)"/></td>
      <td><xsl:value-of select="$pair?sentences"/></td>
      <td><xsl:value-of select="$pair?paragraphs"/></td>
      <td>
        <xsl:for-each select="key('link:id', if (exists($sentences)) then $sentences else $paragraphs, root($pair?one))">
          <xsl:value-of select="if (position() gt 1) then ', ' else ''"/>
          <a href="{link:page(.)}#{@xml:id}"><xsl:value-of select="reference:full(.)"/></a>
        </xsl:for-each>
      </td>
    </tr>
  </xsl:function>

  <!-- A name as a link, with the word by which a person is sorted. -->
  <xsl:function name="together:name" as="node()+">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:where-populated><xsl:attribute name="data-key" select="$entry/self::person/register:family(., label:name(., $lang))"/></xsl:where-populated>
    <a href="{$entry/@xml:id}.html"><xsl:value-of select="label:name($entry, $lang)"/></a>
  </xsl:function>

  <!-- Drawing: a column of names, twenty-six pixels each, arcs to the left of it -->

  <xsl:variable name="together:pitch" as="xs:integer" select="26"/>
  <xsl:variable name="together:column" as="xs:integer" select="170"/>

  <xsl:function name="together:graph" as="element(svg:svg)">
    <xsl:param name="corpus" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="order" as="xs:string*" select="together:order($corpus)"/>
    <xsl:variable name="pairs" as="map(*)*" select="together:pairs($corpus)"/>
    <xsl:variable name="height" as="xs:integer" select="count($order) * $together:pitch + 8"/>
    <svg xmlns="http://www.w3.org/2000/svg" width="740" height="{$height}" viewBox="0 0 740 {$height}" role="group" aria-labelledby="network-title" aria-describedby="network-desc">
      <title id="network-title"><xsl:value-of select="label:of('network.title', $lang)"/></title>
      <desc id="network-desc"><xsl:value-of select="label:of('network.desc', $lang, (count($order), count($pairs[?sentences gt 0]), count($pairs[?sentences = 0])) ! string())"/></desc>
      <g class="arcs" aria-hidden="true">
        <path class="paragraph" d="{$pairs[?sentences = 0] ! together:curve(., $order)}"/>
        <xsl:for-each-group select="$pairs[?sentences gt 0]" group-by="?sentences">
          <xsl:sort select="current-grouping-key()"/>
          <path class="sentence" stroke-width="{0.5 + current-grouping-key()}" d="{current-group() ! together:curve(., $order)}"/>
        </xsl:for-each-group>
      </g>
      <xsl:for-each select="$order ! key('link:id', '#' || ., root($corpus))">
        <xsl:variable name="y" as="xs:integer" select="together:height(@xml:id, $order)"/>
        <a href="{@xml:id}.html" class="node {local-name()}">
          <rect class="touch" x="{$together:column - 12}" y="{$y - 13}" width="{740 - $together:column + 12}" height="{$together:pitch}"/>
          <xsl:apply-templates select="." mode="node"><xsl:with-param name="y" select="$y"/></xsl:apply-templates>
          <text x="{$together:column + 14}" y="{$y + 5}"><xsl:value-of select="label:name(., $lang)"/></text>
        </a>
      </xsl:for-each>
    </svg>
  </xsl:function>

  <xsl:function name="together:height" as="xs:integer">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="order" as="xs:string*"/>
    <xsl:sequence select="index-of($order, $id) * $together:pitch - 9"/>
  </xsl:function>

  <!-- The farther two names stand from each other, the wider their arc, up to the edge. -->
  <xsl:function name="together:curve" as="xs:string">
    <xsl:param name="pair" as="map(*)"/>
    <xsl:param name="order" as="xs:string*"/>
    <xsl:variable name="ends" as="xs:integer+" select="sort(($pair?one, $pair?other) ! together:height(@xml:id, $order))"/>
    <xsl:variable name="down" as="xs:integer" select="$ends[2] - $ends[1]"/>
    <xsl:variable name="steps" as="xs:double" select="$down div xs:double($together:pitch)"/>
    <xsl:variable name="reach" as="xs:integer" select="-xs:integer(round(16 + 220 * $steps div ($steps + 16)))"/>
    <xsl:sequence select="'M' || $together:column - 8 || ' ' || $ends[1] || 'c' || string-join(($reach, 0, $reach, $down, 0, $down) ! string(), ' ')"/>
  </xsl:function>

  <xsl:mode name="node" on-no-match="fail"/>

  <xsl:template match="person" mode="node" as="element()">
    <xsl:param name="y" as="xs:integer"/>
    <circle xmlns="http://www.w3.org/2000/svg" cx="{$together:column}" cy="{$y}" r="5"/>
  </xsl:template>

  <xsl:template match="org" mode="node" as="element()">
    <xsl:param name="y" as="xs:integer"/>
    <rect xmlns="http://www.w3.org/2000/svg" class="square" x="{$together:column - 5}" y="{$y - 5}" width="10" height="10"/>
  </xsl:template>

</xsl:stylesheet>
