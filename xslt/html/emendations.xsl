<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page of all emendations of the edition, and the same as CSV. Input: the corpus, whose texts end in an apparatus.
     The CSV keeps RFC 4180 (a head, lines that end in CR LF, fields with commas, quotes or breaks in quotes); it is one file for all
     languages: codes as in the TEI, words in each. A field that a spreadsheet could take for a formula has an apostrophe before it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:csv="urn:edition:csv"
    xmlns:emendation="urn:edition:emendation"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:link="urn:edition:link"
    xmlns:note="urn:edition:note"
    xmlns:page="urn:edition:page"
    xmlns:html="urn:edition:html"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="site:page[@name = 'emendations']" mode="style" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}registers.css"/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'emendations']" mode="script" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <script src="{page:assets(., $lang)}sort.js" defer=""/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'emendations']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="entries" as="element(app)*" select="emendation:all(/*)"/>
    <header class="heading"><h1 id="page"><xsl:value-of select="label:of('page.emendations', $lang)"/></h1></header>
    <p class="lead"><xsl:value-of select="label:of('emendations.lead-table', $lang, string(count($entries)))"/></p>
    <p class="lead">
      <a href="{page:top(., $lang)}emendations.csv" type="text/csv" download=""><xsl:value-of select="label:of('emendations.csv', $lang, string(count($entries)))"/></a>
      <xsl:text>. </xsl:text>
      <xsl:value-of select="label:of('emendations.csv-note', $lang)"/>
    </p>
    <!-- Of use only with the script, which shows it. -->
    <form class="filter" hidden="">
      <fieldset>
        <legend><xsl:value-of select="label:of('emendations.filter', $lang)"/></legend>
        <xsl:sequence select="
          emendation:filter('text', $entries/ancestor::TEI[1], $lang),
          emendation:filter('kind', $entries[not(@type = preceding-sibling::app/@type)][not(@type = ancestor::TEI/preceding-sibling::TEI//app/@type)], $lang),
          emendation:filter('class', key('link:id', $entries/@ana ! tokenize(.)), $lang)"/>
        <output data-words="{label:of('emendations.shown', $lang, ('{0}', '{1}'))}"/>
      </fieldset>
    </form>
    <table class="sortable stacked emendations" data-hint="{label:of('sort.hint', $lang, '{0}')}" style="{string-join(('after', 'before') ! ('--' || . || ': &quot;' || label:of('emendations.' || ., $lang) || '&quot;'), '; ')}">
      <caption><xsl:value-of select="label:of('emendations.caption', $lang)"/></caption>
      <thead>
        <tr><xsl:for-each select="$emendation:columns"><th scope="col"><xsl:value-of select="label:of('emendations.' || ., $lang)"/></th></xsl:for-each></tr>
      </thead>
      <tbody><xsl:apply-templates select="$entries" mode="row"/></tbody>
    </table>
  </xsl:template>

  <xsl:variable name="emendation:columns" as="xs:string+" select="'place', 'after', 'before', 'class', 'certainty', 'responsibility', 'reason'"/>

  <xsl:function name="emendation:all" as="element(app)*">
    <xsl:param name="corpus" as="element()"/>
    <xsl:sequence select="$corpus/TEI/standOff[@type = 'apparatus']/listApp/app"/>
  </xsl:function>

  <xsl:function name="emendation:filter" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="element()*"/>
    <xsl:param name="lang" as="xs:string"/>
    <label>
      <xsl:value-of select="label:of('emendations.of-' || $name, $lang) || ' '"/>
      <select name="{$name}">
        <option value=""><xsl:value-of select="label:of('emendations.all', $lang)"/></option>
        <xsl:apply-templates select="$values" mode="option"><xsl:with-param name="lang" select="$lang" tunnel="yes"/></xsl:apply-templates>
      </select>
    </label>
  </xsl:function>

  <xsl:mode name="option" on-no-match="fail"/>

  <xsl:template match="TEI" mode="option" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <option value="{@xml:id}"><xsl:value-of select="page:title(., $lang)"/></option>
  </xsl:template>

  <xsl:template match="app" mode="option" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <option value="{@type}"><xsl:value-of select="label:of(@type, $lang)"/></option>
  </xsl:template>

  <xsl:template match="category" mode="option" as="element()">
    <option value="{@xml:id}"><xsl:apply-templates select="." mode="label:declared"/></option>
  </xsl:template>

  <!-- Rows -->

  <xsl:mode name="row" on-no-match="fail"/>

  <xsl:template match="app" mode="row" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="text" as="element(TEI)" select="ancestor::TEI[1]"/>
    <xsl:variable name="tongue" as="xs:string" select="html:lang($text/text)"/>
    <tr data-text="{$text/@xml:id}" data-kind="{@type}" data-class="{emendation:ids(@ana)}">
      <th scope="row" class="where" data-key="{position()}"><a href="{$text/@xml:id}.html{@corresp}"><xsl:value-of select="string-join(($text/@n, @loc), ' ')"/></a></th>
      <td class="after" lang="{$tongue}"><xsl:apply-templates select="lem" mode="readings"/><xsl:apply-templates select="note[@type = 'expansion']" mode="row"/></td>
      <td class="before" lang="{$tongue}"><xsl:apply-templates select="rdg" mode="readings"/></td>
      <td class="class"><xsl:value-of select="string-join((label:of(@type, $lang), @ana ! label:declared(., $lang)), '&#xA0;· ')"/></td>
      <td class="certainty" data-key="{index-of(('high', 'medium', 'low'), string(@cert))}"><xsl:value-of select="label:of('cert.' || (@cert, 'unknown')[1], $lang)"/></td>
      <td class="responsibility"><xsl:value-of select="@resp ! label:declared(., $lang)"/></td>
      <td class="reason"><xsl:apply-templates select="@reason, emendation:note(.) ! language:chosen(note:members(.), $lang)" mode="row"/></td>
    </tr>
  </xsl:template>

  <xsl:template match="note[@type = 'expansion']" mode="row" as="item()+">
    <xsl:text> </xsl:text>
    <span class="expansion"><xsl:value-of select="'= ' || ."/></span>
  </xsl:template>

  <xsl:template match="@reason" mode="row" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <p><xsl:value-of select="label:of('reason.' || ., $lang)"/></p>
  </xsl:template>

  <xsl:template match="note" mode="row" as="element()">
    <xsl:variable name="words" as="element()"><p lang="{html:lang(.)}"><xsl:apply-templates/></p></xsl:variable>
    <xsl:apply-templates select="$words" mode="elsewhere"><xsl:with-param name="page" select="link:page(.)" tunnel="yes"/></xsl:apply-templates>
  </xsl:template>

  <!-- What was made for one page, shown on another: its ids stay there, and its links lead there. -->
  <xsl:mode name="elsewhere" on-no-match="shallow-copy"/>

  <xsl:template match="@id" mode="elsewhere" as="empty-sequence()"/>

  <xsl:template match="@href[starts-with(., '#')]" mode="elsewhere" as="attribute(href)">
    <xsl:param name="page" as="xs:string" tunnel="yes"/>
    <xsl:attribute name="href" select="$page || ."/>
  </xsl:template>

  <!-- The note that gives the reason of an emendation: the textual note that follows it, with nothing between them but supplied matter and
       other notes. -->
  <xsl:function name="emendation:note" as="element()?">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:variable name="place" as="element()?" select="key('link:id', $entry/@corresp, root($entry))"/>
    <xsl:variable name="sentence" as="element()?" select="$place/ancestor::s[1]"/>
    <xsl:variable name="note" as="element()?" select="($sentence//(note | noteGrp)[@type = 'textual'][. &gt;&gt; $place])[1]"/>
    <xsl:variable name="between" as="text()*" select="$sentence//text()[normalize-space()][. &gt;&gt; $place][. &lt;&lt; $note][not(ancestor::* intersect $place)][not(ancestor::note | ancestor::supplied)]"/>
    <xsl:sequence select="$note[empty($between)]"/>
  </xsl:function>

  <!-- The ids that an attribute points to. -->
  <xsl:function name="emendation:ids" as="xs:string">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:sequence select="string-join($pointers ! tokenize(.) ! replace(., '^.*#', ''), ' ')"/>
  </xsl:function>

  <!-- A table with a head is made here as it should be. -->
  <xsl:template match="Q{}thead | Q{}tbody | Q{}thead/Q{}tr | Q{}tbody/Q{}tr | Q{}tr/Q{}th" mode="nesting" priority="20" as="node()+">
    <xsl:copy><xsl:apply-templates select="@* | node()" mode="#current"/></xsl:copy>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- CSV -->

  <xsl:template match="teiCorpus" mode="data" as="element()*">
    <xsl:variable name="head" as="xs:string+" select="'text', 'place', 'id', 'type', 'class', 'certainty', 'responsibility', 'cause', 'reading', 'source', 'expansion',
      $label:languages ! ('class_' || ., 'responsibility_' || ., 'reason_' || .)"/>
    <xsl:next-match/>
    <file name="emendations.csv"><xsl:value-of select="(csv:line($head), emendation:all(.) ! csv:line(emendation:fields(.))) => string-join()"/></file>
  </xsl:template>

  <xsl:function name="emendation:fields" as="xs:string*">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:variable name="note" as="element()?" select="emendation:note($entry)"/>
    <xsl:sequence select="
      string($entry/ancestor::TEI[1]/@xml:id), string($entry/@loc), emendation:ids($entry/@corresp), string($entry/@type), emendation:ids($entry/@ana), string($entry/@cert),
      emendation:ids($entry/@resp), string($entry/@reason), string($entry/lem), string($entry/rdg), string($entry/note[@type = 'expansion'])"/>
    <xsl:for-each select="$label:languages">
      <xsl:variable name="lang" as="xs:string" select="."/>
      <xsl:sequence select="string($entry/@ana ! label:declared(., $lang)), string($entry/@resp ! label:declared(., $lang)),
        string-join($note ! language:chosen(note:members(.), $lang) ! normalize-space(), ' ')"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="csv:line" as="xs:string">
    <xsl:param name="fields" as="xs:string*"/>
    <xsl:sequence select="string-join($fields ! csv:field(.), ',') || '&#13;&#10;'"/>
  </xsl:function>

  <xsl:function name="csv:field" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="safe" as="xs:string" select="replace($value, '^(\s*[=+\-@＝＋－＠]|[\t\r\n])', '''$1')"/>
    <xsl:sequence select="if (matches($safe, '[,&quot;\r\n;\t]')) then '&quot;' || replace($safe, '&quot;', '&quot;&quot;') || '&quot;' else $safe"/>
  </xsl:function>

</xsl:stylesheet>
