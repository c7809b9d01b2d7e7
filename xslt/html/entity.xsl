<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page of one entry of a register: names, facts, identifiers, every sentence that names it, what is quoted from it, with whom
     and what it is named, what the texts say of it side by side, and its neighbours. Input: the entry in the corpus.
     Method: a mention is shown by reading a copy of its sentence in which two signs that no text has stand around the name, so that the
     words are those of the critical text (reading.xsl) and of nothing else. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:link="urn:edition:link"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:page="urn:edition:page"
    xmlns:quotation="urn:edition:quotation"
    xmlns:reading="urn:edition:reading"
    xmlns:reference="urn:edition:reference"
    xmlns:register="urn:edition:register"
    xmlns:together="urn:edition:together"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

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

  <!-- Mentions: each sentence once, the name lit up as often as it is said -->

  <xsl:template match="note[@type = 'mentions']" mode="entity" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <section class="mentions" aria-labelledby="mentions">
      <h2 id="mentions"><xsl:value-of select="label:of('mentions', $lang)"/><xsl:text> </xsl:text><span class="count"><xsl:value-of select="count(ref)"/></span></h2>
      <xsl:for-each-group select="ref" group-by="key('link:id', @target)/ancestor::TEI/@xml:id">
        <xsl:variable name="text" as="element(TEI)" select="key('link:id', @target)/ancestor::TEI"/>
        <h3><a href="{$text/@xml:id}.html"><xsl:value-of select="page:title($text, $lang)"/></a></h3>
        <ol class="kwic" lang="{html:lang($text/text)}">
          <xsl:for-each-group select="current-group()" group-by="@target">
            <xsl:apply-templates select="." mode="kwic"><xsl:with-param name="mentions" select="current-group()"/></xsl:apply-templates>
          </xsl:for-each-group>
        </ol>
      </xsl:for-each-group>
    </section>
  </xsl:template>

  <xsl:mode name="kwic" on-no-match="fail"/>

  <xsl:template match="ref" mode="kwic" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:param name="mentions" as="element(ref)+"/>
    <xsl:variable name="sentence" as="element()" select="key('link:id', @target)"/>
    <xsl:variable name="words" as="xs:string" select="register:marked($sentence, '#' || ../../@xml:id)"/>
    <xsl:variable name="source" as="xs:string*" select="distinct-values($mentions[@n or not(contains($words, '&#xE000;'))])"/>
    <li>
      <a class="place" href="{link:address(@target, .)}"><xsl:value-of select="reference:short($sentence)"/></a>
      <xsl:text> </xsl:text>
      <span class="words"><xsl:sequence select="register:lit($words)"/></span>
      <xsl:where-populated>
        <span class="details" lang="{$lang}">
          <xsl:value-of select="string-join(($source[1] ! label:of('entity.form-in-source', $lang, string-join($source ! ('“' || . || '”')[$lang = 'en'], ', ') || string-join($source ! ('«' || . || '»')[$lang ne 'en'], ', ')),
            distinct-values($mentions/@cert) ! label:of('cert.' || ., $lang)), ' · ')"/>
        </span>
      </xsl:where-populated>
    </li>
  </xsl:template>

  <!-- The critical text of a sentence, with U+E000 and U+E001 around what points to an entry. -->
  <xsl:function name="register:marked" as="xs:string">
    <xsl:param name="sentence" as="element()"/>
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="copy" as="element()">
      <xsl:apply-templates select="$sentence" mode="marked"><xsl:with-param name="pointer" select="$pointer" tunnel="yes"/></xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="reading:critical($copy)"/>
  </xsl:function>

  <xsl:mode name="marked" on-no-match="shallow-copy"/>

  <xsl:template match="*[@ref]" mode="marked" as="element()">
    <xsl:param name="pointer" as="xs:string" tunnel="yes"/>
    <xsl:variable name="meant" as="xs:boolean" select="$pointer = tokenize(@ref)"/>
    <xsl:copy>
      <xsl:value-of select="'&#xE000;'[$meant]"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="'&#xE001;'[$meant]"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="note | noteGrp" mode="marked" as="empty-sequence()"/>

  <!-- A marked string as text and mark elements. -->
  <xsl:function name="register:lit" as="item()*">
    <xsl:param name="words" as="xs:string"/>
    <xsl:analyze-string select="$words" regex="&#xE000;([^&#xE000;&#xE001;]*)&#xE001;">
      <xsl:matching-substring><mark><xsl:value-of select="regex-group(1)"/></mark></xsl:matching-substring>
      <xsl:non-matching-substring><xsl:value-of select="translate(., '&#xE000;&#xE001;', '')"/></xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:function>

  <!-- Quotations: whose words they are, or what they are taken from; a chain is one quotation -->

  <xsl:key name="spoken" match="text//said[@who] | text//quote[@who] | text//q[@who] | text//soCalled[@who]" use="tokenize(@who)"/>
  <xsl:key name="taken" match="text//said[@source] | text//quote[@source] | text//q[@source] | text//soCalled[@source]" use="tokenize(@source)"/>

  <xsl:mode name="quoted" on-no-match="fail"/>

  <xsl:template match="*" mode="quoted" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:sequence select="register:quotations('entity.spoken', key('spoken', '#' || @xml:id), $lang), register:quotations('entity.quoted', key('taken', '#' || @xml:id), $lang)"/>
  </xsl:template>

  <xsl:function name="register:quotations" as="element()*">
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="heads" as="element()*" select="($parts ! quotation:chain(.)[1]) | ()"/>
    <xsl:if test="$heads">
      <section class="quotations" aria-labelledby="{$term}">
        <h2 id="{$term}"><xsl:value-of select="label:of($term, $lang)"/><xsl:text> </xsl:text><span class="count"><xsl:value-of select="count($heads)"/></span></h2>
        <ol class="kwic">
          <xsl:apply-templates select="$heads" mode="quotation"><xsl:with-param name="lang" select="$lang" tunnel="yes"/></xsl:apply-templates>
        </ol>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:mode name="quotation" on-no-match="fail"/>

  <xsl:template match="*" mode="quotation" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="text" as="element(TEI)" select="ancestor::TEI[1]"/>
    <li>
      <a class="place" href="{$text/@xml:id}.html#{ancestor::s[1]/@xml:id}"><xsl:value-of select="reference:short(.)"/></a>
      <xsl:text> </xsl:text>
      <span class="words" lang="{html:lang(.)}"><xsl:value-of select="string-join(quotation:chain(.) ! reading:critical(.), ' … ')"/></span>
      <span class="details"><xsl:value-of select="string-join((quotation:origin(., $lang)[. ne ''], page:title($text, $lang), distinct-values(quotation:chain(.)/@cert) ! label:of('cert.' || ., $lang)), ' · ')"/></span>
    </li>
  </xsl:template>

  <!-- Named together: first in one sentence, then only in one paragraph, by register -->

  <xsl:mode name="together" on-no-match="fail"/>

  <xsl:template match="*" mode="together" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="pairs" as="map(*)*" select="together:with(.)"/>
    <xsl:if test="exists($pairs)">
      <section class="together" aria-labelledby="together">
        <h2 id="together"><xsl:value-of select="label:of('entity.together', $lang)"/></h2>
        <p class="lead"><xsl:value-of select="label:of('entity.together.lead', $lang)"/></p>
        <xsl:sequence select="together:list($pairs[?sentences gt 0], $lang)"/>
        <xsl:if test="exists($pairs[?sentences = 0])">
          <details>
            <summary><xsl:value-of select="label:of('entity.together.paragraph', $lang)"/><xsl:text> </xsl:text><span class="count"><xsl:value-of select="count($pairs[?sentences = 0])"/></span></summary>
            <xsl:sequence select="together:list($pairs[?sentences = 0], $lang)"/>
          </details>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="together:list" as="element()?">
    <xsl:param name="pairs" as="map(*)*"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:if test="exists($pairs)">
      <dl class="pairs">
        <xsl:for-each-group select="$pairs" group-by="?other/ancestor::TEI[1]/@xml:id">
          <xsl:sort select="?other/ancestor::TEI[1]/count(preceding-sibling::TEI)"/>
          <dt><xsl:value-of select="label:of(current-grouping-key(), $lang)"/></dt>
          <xsl:for-each select="current-group()">
            <xsl:sort select="?sentences" order="descending"/>
            <xsl:sort select="?paragraphs" order="descending"/>
            <xsl:sort select="register:key(?other, $lang)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
            <dd>
              <a href="{?other/@xml:id}.html"><xsl:value-of select="label:name(?other, $lang)"/></a>
              <xsl:text> </xsl:text>
              <span class="count"><xsl:value-of select="string-join((?sentences[. gt 0], ?paragraphs), '/')"/></span>
            </dd>
          </xsl:for-each>
        </xsl:for-each-group>
      </dl>
    </xsl:if>
  </xsl:function>

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
