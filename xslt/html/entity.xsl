<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page of one entry of a register: names, facts, identifiers, what the texts say of it side by side, and its neighbours.
     Input: the entry in the corpus. Modules of their own: its mentions, what is quoted from it, with whom and what it is named. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:link="urn:edition:link"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:page="urn:edition:page"
    xmlns:register="urn:edition:register"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="entity-mention.xsl"/>
  <xsl:import href="entity-quotation.xsl"/>
  <xsl:import href="entity-together.xsl"/>

  <!-- Where an identifier leads, by the name of the authority that gave it. -->
  <xsl:variable name="addresses" as="map(xs:string, xs:string)" select="map{
    'wikidata': 'https://www.wikidata.org/wiki/',
    'viaf': 'https://viaf.org/viaf/',
    'gnd': 'https://d-nb.info/gnd/',
    'geonames': 'https://www.geonames.org/',
    'lcnaf': 'https://id.loc.gov/authorities/names/',
    'lcsh': 'https://id.loc.gov/authorities/subjects/'}"/>

  <xsl:template match="standOff/*/*" mode="file-name" as="text()">
    <xsl:value-of select="@xml:id || '.html'"/>
  </xsl:template>

  <xsl:template match="standOff/*/*" mode="short-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="(label:name(., $lang), @xml:id)[1]"/>
  </xsl:template>

  <xsl:template match="standOff/*/*" mode="page-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="string-join(((label:name(., $lang), @xml:id)[1], label:of(ancestor::TEI/@xml:id, $lang), page:title(/*, $lang)), ' · ')"/>
  </xsl:template>

  <xsl:template match="standOff/*/*" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <article class="entity" id="{@xml:id}">
      <header class="heading">
        <p class="register"><a href="{ancestor::TEI/@xml:id}.html#{@xml:id}"><xsl:value-of select="label:of(ancestor::TEI/@xml:id, $lang)"/></a></p>
        <h1><xsl:apply-templates select="." mode="short-title"/></h1>
        <xsl:apply-templates select="label:in(note[@type = 'role'], $lang)" mode="entity"/>
      </header>
      <dl class="facts"><xsl:apply-templates select="." mode="facts"/></dl>
      <xsl:apply-templates select="note[@type = 'evidence']" mode="entity"/>
      <xsl:apply-templates select=".[../@type = 'context'][not(note/@type = 'mentions')]" mode="unmentioned"/>
      <xsl:apply-templates select="note[@type = 'mentions']" mode="entity"/>
      <xsl:apply-templates select="." mode="quoted"/>
      <xsl:apply-templates select="." mode="together"/>
      <xsl:apply-templates select="." mode="entity-correspondences"/>
    </article>
    <xsl:apply-templates select="." mode="neighbours"/>
  </xsl:template>

  <xsl:mode name="entity" on-no-match="fail"/>

  <xsl:template match="note[@type = 'role']" mode="entity" as="element()">
    <p class="role" lang="{html:lang(.)}"><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:mode name="unmentioned" on-no-match="fail"/>

  <xsl:template match="*" mode="unmentioned" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <p class="unmentioned"><xsl:value-of select="label:of('entity.unmentioned', $lang)"/></p>
  </xsl:template>

  <!-- Facts: a list of terms and what is to be said of each -->

  <xsl:mode name="facts" on-no-match="fail"/>

  <xsl:template match="*" mode="facts" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="kind" as="xs:string" select="if (birth or death) then 'entity.life' else if (state) then 'entity.existence' else 'entity.date'"/>
    <dt><xsl:value-of select="label:of('entity.names', $lang)"/></dt>
    <xsl:for-each-group select="*[@type = ('preferred', 'original', 'variant')]" group-by="normalize-space()">
      <dd>
        <span class="{@type}" lang="{html:lang(.)}"><xsl:value-of select="current-grouping-key()"/></span>
        <xsl:text> </xsl:text>
        <span class="tongue"><xsl:value-of select="string-join(distinct-values(current-group()/register:tongue(html:lang(.), $lang)), ', ')"/></span>
      </dd>
    </xsl:for-each-group>
    <xsl:sequence select="register:fact('attested', *[@type = 'attested'], $lang)"/>
    <xsl:sequence select="register:fact($kind, register:dates(., $lang)[. ne ''], $lang)"/>
    <xsl:sequence select="register:fact('entity.coordinates', location/geo/replace(normalize-space(), ' ', ', '), $lang)"/>
    <xsl:sequence select="register:fact('emendations.certainty', @cert/label:of('cert.of-entry', $lang, label:of('cert.' || ., $lang)), $lang)"/>
    <xsl:sequence select="register:fact('identifiers', idno, $lang)"/>
  </xsl:template>

  <!-- A term with its descriptions; nothing where there are none. -->
  <xsl:function name="register:fact" as="element()*">
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="values" as="item()*"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:if test="exists($values)">
      <dt><xsl:value-of select="label:of($term, $lang)"/></dt>
      <dd class="{replace($term, '^.*\.', '')}"><xsl:apply-templates select="$values" mode="fact"><xsl:with-param name="lang" select="$lang" tunnel="yes"/></xsl:apply-templates></dd>
    </xsl:if>
  </xsl:function>

  <!-- The name of a language; its tag where the interface has no word for it. -->
  <xsl:function name="register:tongue" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="replace(label:of('lang.' || $tag, $lang), '^lang\.', '')"/>
  </xsl:function>

  <xsl:mode name="fact" on-no-match="fail"/>

  <xsl:template match=".[. instance of xs:string]" mode="fact" as="text()">
    <xsl:value-of select="(if (position() gt 1) then '; ' else '') || ."/>
  </xsl:template>

  <xsl:template match="*[@type = 'attested']" mode="fact" as="item()+">
    <xsl:value-of select="if (position() gt 1) then ' · ' else ''"/>
    <span class="form" lang="{html:lang(.)}"><xsl:value-of select="normalize-space()"/></span>
  </xsl:template>

  <xsl:template match="idno" mode="fact" as="item()+">
    <xsl:apply-templates select="." mode="identifier"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="note[@type = 'evidence']" mode="entity" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <details class="evidence"><summary><xsl:value-of select="label:of('evidence', $lang)"/></summary><p lang="{html:lang(.)}"><xsl:apply-templates/></p></details>
  </xsl:template>

  <xsl:mode name="identifier" on-no-match="fail"/>

  <xsl:template match="idno" mode="identifier" as="element()">
    <span><xsl:value-of select="@type || ' ' || normalize-space()"/></span>
  </xsl:template>

  <xsl:template match="idno[map:contains($addresses, @type)]" mode="identifier" as="element()">
    <a href="{$addresses(@type)}{encode-for-uri(normalize-space())}"><xsl:value-of select="@type || ' ' || normalize-space()"/></a>
  </xsl:template>

  <!-- What the texts say of it, side by side -->

  <xsl:key name="concerns" match="listAnnotation/annotation" use="tokenize(@corresp)"/>

  <xsl:mode name="entity-correspondences" on-no-match="fail"/>

  <xsl:template match="*" mode="entity-correspondences" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:where-populated>
      <section class="correspondences" aria-labelledby="correspondences">
        <xsl:on-non-empty><h2 id="correspondences"><xsl:value-of select="label:of('entity.correspondences', $lang)"/></h2></xsl:on-non-empty>
        <xsl:apply-templates select="key('concerns', '#' || @xml:id)" mode="entity-correspondence"/>
      </section>
    </xsl:where-populated>
  </xsl:template>

  <xsl:mode name="entity-correspondence" on-no-match="fail"/>

  <xsl:template match="annotation" mode="entity-correspondence" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <div class="correspondence">
      <p class="passages">
        <xsl:for-each select="tokenize(@ana) ! key('link:id', ., root(current()))">
          <a class="kind" href="about.html#{@xml:id}"><xsl:apply-templates select="." mode="pointed-at"/></a><xsl:text>: </xsl:text>
        </xsl:for-each>
        <xsl:for-each select="tokenize(@target) ! key('link:id', ., root(current()))">
          <xsl:value-of select="if (position() gt 1) then ', ' else ''"/>
          <a href="{link:page(.)}#{@xml:id}"><xsl:apply-templates select="." mode="pointed-at"/></a>
        </xsl:for-each>
      </p>
      <xsl:apply-templates select="language:chosen(note, $lang)" mode="correspondence"/>
    </div>
  </xsl:template>

  <!-- The neighbours in the register, in the order of the page of the register -->

  <xsl:mode name="neighbours" on-no-match="fail"/>

  <xsl:template match="*" mode="neighbours" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="all" as="element()*" select="ancestor::standOff/* ! register:ordered(., $lang)"/>
    <xsl:variable name="here" as="xs:integer" select="for $i in 1 to count($all) return $i[$all[$i] is current()]"/>
    <nav class="neighbours" aria-label="{label:of('entity.register', $lang)}">
      <xsl:apply-templates select="$all[$here - 1][$here gt 1]" mode="neighbour"><xsl:with-param name="rel" select="'prev'"/></xsl:apply-templates>
      <xsl:apply-templates select="$all[$here + 1]" mode="neighbour"><xsl:with-param name="rel" select="'next'"/></xsl:apply-templates>
    </nav>
  </xsl:template>

  <xsl:mode name="neighbour" on-no-match="fail"/>

  <xsl:template match="*" mode="neighbour" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:param name="rel" as="xs:string"/>
    <a rel="{$rel}" class="{$rel}" href="{@xml:id}.html">
      <span class="tongue"><xsl:value-of select="label:of(map{'prev': 'entity.previous', 'next': 'entity.next'}($rel), $lang)"/></span>
      <xsl:text> </xsl:text>
      <xsl:value-of select="label:name(., $lang)"/>
    </a>
  </xsl:template>

</xsl:stylesheet>
