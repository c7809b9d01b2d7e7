<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page of the search: its form, its conditions, what it says where it cannot run. Input: the page's element in the corpus.
     Output: a form that keeps its state in the address; assets/search.js fills in the results. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="site:page[@name = 'search']" mode="style" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}search.css"/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'search']" mode="script" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <script src="{page:assets(., $lang)}search.js" defer="defer"/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'search']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.search', $lang)"/></h1></header>
    <noscript>
      <div class="notice">
        <p><xsl:value-of select="label:of('search.script', $lang)"/></p>
        <ul><xsl:apply-templates select="/teiCorpus/TEI[not(text)]" mode="page-link"><xsl:with-param name="current" select="." tunnel="yes"/></xsl:apply-templates></ul>
      </div>
    </noscript>
    <form id="search" class="search" role="search" aria-label="{label:of('page.search', $lang)}">
      <p class="query">
        <label for="search-words"><xsl:value-of select="label:of('search.words', $lang)"/></label>
        <input type="search" id="search-words" name="q" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="search-hint"/>
        <button><xsl:value-of select="label:of('search.go', $lang)"/></button>
      </p>
      <p class="hint" id="search-hint"><xsl:value-of select="label:of('search.hint', $lang)"/></p>
      <details class="conditions" id="search-conditions">
        <summary><xsl:value-of select="label:of('search.narrow', $lang)"/></summary>
        <xsl:apply-templates select="." mode="conditions"/>
      </details>
    </form>
    <p class="notice" id="search-folder" hidden="hidden"><xsl:value-of select="label:of('search.folder', $lang)"/></p>
    <p class="notice" id="search-failed" hidden="hidden"><xsl:value-of select="label:of('search.failed', $lang)"/></p>
    <p class="status" id="search-status" role="status"/>
    <div class="results" id="search-results"/>
    <script type="application/json" id="search-settings">
      <xsl:value-of select="serialize(page:search-settings(., $lang), map{'method': 'json'})"/>
    </script>
  </xsl:template>

  <!-- The conditions: groups of choices, each with the name under which it stands in the address. -->
  <xsl:mode name="conditions" on-no-match="fail"/>

  <xsl:template match="site:page" mode="conditions" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <fieldset>
      <legend><xsl:value-of select="label:of('search.kind', $lang)"/></legend>
      <div><xsl:sequence select="('introduction', 'sentence', 'note', 'entry') ! page:choice('kind', ., label:of('search.kind.' || ., $lang))"/></div>
    </fieldset>
    <fieldset>
      <legend><xsl:value-of select="label:of('texts', $lang)"/></legend>
      <div><xsl:sequence select="/teiCorpus/TEI[text] ! page:choice('text', @xml:id, page:title(., $lang))"/></div>
    </fieldset>
    <fieldset>
      <legend><xsl:value-of select="label:of('search.named', $lang)"/></legend>
      <div><xsl:sequence select="/teiCorpus/TEI[not(text)] ! page:choice('entity', @xml:id, label:of(@xml:id, $lang))"/></div>
    </fieldset>
    <xsl:if test="count(page:languages(/*)) gt 1">
      <fieldset>
        <legend><xsl:value-of select="label:of('search.language', $lang)"/></legend>
        <div><xsl:sequence select="page:choice('other', 'yes', label:of('search.other', $lang))"/></div>
      </fieldset>
    </xsl:if>
  </xsl:template>

  <xsl:function name="page:choice" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <label><input type="checkbox" name="{$name}" value="{$value}"/> <span><xsl:value-of select="$label"/></span></label>
  </xsl:function>

  <!-- What search.js must know: the language of the page, the folders of all of them, the way to the top, the groups of results with their
       names and pages, and the words it says, and the files of records. -->
  <xsl:function name="page:search-settings" as="map(xs:string, item())">
    <xsl:param name="page" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="map{
      'language': $lang,
      'top': page:top($page, $lang),
      'folders': map:merge(page:languages(root($page)/*) ! map{.: page:folder($page, .)}),
      'groups': map:merge((
        root($page)/teiCorpus/TEI[text] ! map{string(@xml:id): page:title(., $lang)},
        map{'registers': label:of('registers', $lang)})),
      'words': map:merge(('found', 'none', 'more', 'searching', 'source') ! map{.: label:of('search.' || ., $lang, '{0}')}),
      'note': label:of('note', $lang, '{0}'),
      'introduction': label:of('introduction', $lang),
      'data': array{page:search-data(root($page)/teiCorpus)}}"/>
  </xsl:function>

  <!-- The files of records (search-data) that there are: where nothing is, there is no file. -->
  <xsl:function name="page:search-data" as="xs:string*">
    <xsl:param name="corpus" as="element(teiCorpus)"/>
    <xsl:variable name="languages" as="xs:string+" select="page:languages($corpus)"/>
    <xsl:sequence select="
      'sentence'[$corpus/TEI/text],
      $languages[$corpus/TEI[text]/teiHeader/profileDesc/abstract] ! ('introduction.' || .),
      $languages[$corpus/TEI/text//(note | noteGrp)[@xml:id]] ! ('note.' || .),
      $languages[$corpus/TEI/standOff/*[@type = ('mentioned', 'context')]/*] ! ('entry.' || .)"/>
  </xsl:function>

</xsl:stylesheet>
