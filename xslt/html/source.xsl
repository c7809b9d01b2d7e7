<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the views of a text: the critical text on its page, the text as it reached us on a page of its own, both side by side.
     Input: a text of the corpus. Output: the switch above the text; the page `rapallo.source.html`, with the ids of the text; the same
     words as `rapallo.source.js`, which the script fetches into the page of the text when the reader wants to see them there.
     Why a page of its own: ids stay unique, the critical text is all that a page of a text says, and none grows by a second text.
     Method: the source is read sentence by sentence, so that it can stand beside the critical text; where a line of the witness begins, an
     empty element has its number. The style sheet draws all signs: the words are the source's and nothing else. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:emendation="urn:edition:emendation"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xmlns:reading="urn:edition:reading"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="emendations.xsl"/>

  <!-- The words of the source, as HTML. -->
  <xsl:mode name="transmitted" on-no-match="text-only-copy"/>

  <!-- The page. -->
  <xsl:template match="teiCorpus/TEI[text//s]" mode="site" as="element()+">
    <xsl:next-match/>
    <site:page name="{@xml:id}.source" text="#{@xml:id}"/>
  </xsl:template>

  <xsl:function name="site:text" as="element(TEI)">
    <xsl:param name="page" as="element(site:page)"/>
    <xsl:sequence select="key('link:id', $page/@text, root($page))"/>
  </xsl:function>

  <xsl:template match="site:page[@text]" mode="short-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="page:title(site:text(.), $lang) || ': ' || label:of('view.source', $lang)"/>
  </xsl:template>

  <xsl:template match="site:page[@text]" mode="page-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="title" as="text()"><xsl:apply-templates select="." mode="short-title"/></xsl:variable>
    <xsl:value-of select="$title || ' · ' || page:title(/*, $lang)"/>
  </xsl:template>

  <xsl:template match="site:page[@text]" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <article>
      <header class="heading">
        <h1><xsl:value-of select="page:title(site:text(.), $lang)"/></h1>
        <p class="main"><xsl:value-of select="label:of('view.source', $lang)"/></p>
      </header>
      <xsl:apply-templates select="site:text(.)" mode="views"><xsl:with-param name="current" select="'source'"/></xsl:apply-templates>
      <p class="view-lead"><xsl:value-of select="label:of('view.source.lead', $lang)"/></p>
      <xsl:apply-templates select="site:text(.)/text" mode="transmitted"/>
    </article>
  </xsl:template>

  <!-- The same words for the script. -->
  <xsl:template match="teiCorpus" mode="data" as="element()*">
    <xsl:next-match/>
    <xsl:apply-templates select="site:page[@text]" mode="data"/>
  </xsl:template>

  <xsl:template match="site:page[@text]" mode="data" as="element()">
    <xsl:variable name="words" as="element()"><xsl:apply-templates select="site:text(.)/text" mode="transmitted"/></xsl:variable>
    <file name="{@name}.js"><xsl:value-of select="site:script('editionSource', $words)"/></file>
  </xsl:template>

  <!-- The switch: links that serve without the script, which makes the third of them possible, and buttons that need it. -->
  <xsl:template match="teiCorpus/TEI[text//s]" mode="views" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:param name="current" as="xs:string" select="'critical'"/>
    <xsl:variable name="page" as="xs:string" select="page:file(.)"/>
    <xsl:variable name="links" as="map(xs:string, xs:string)" select="map{'critical': $page, 'source': @xml:id || '.source.html', 'parallel': $page || '?view=parallel'}"/>
    <div class="views" lang="{$lang}" data-source="{page:top(., $lang)}{@xml:id}.source.js" data-close="{label:of('view.close', $lang)}" data-emendation="{label:of('emendation', $lang, '{0}')}" data-note="{label:of('note', $lang, '{0}')}">
      <nav aria-label="{label:of('view', $lang)}">
        <ul>
          <xsl:for-each select="'critical', 'source', 'parallel'">
            <li>
              <xsl:where-populated><xsl:attribute name="hidden" select="'hidden'[current() = 'parallel']"/></xsl:where-populated>
              <a href="{$links(.)}" data-view="{.}">
                <xsl:where-populated><xsl:attribute name="aria-current" select="'true'[current() = $current]"/></xsl:where-populated>
                <xsl:value-of select="label:of('view.' || ., $lang)"/>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
      <div class="lights" role="group" aria-label="{label:of('view.show', $lang)}" hidden="hidden">
        <xsl:for-each select="'persons', 'places', 'organizations', 'events', 'dates'">
          <button type="button" aria-pressed="false" data-show="{.}"><xsl:value-of select="label:of((.[. ne 'dates'], 'view.dates')[1], $lang)"/></button>
        </xsl:for-each>
      </div>
    </div>
  </xsl:template>

  <!-- Why: the note that tells of an emendation. -->
  <xsl:template match="teiCorpus//app" mode="why" as="item()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:for-each select="emendation:note(.)">
      <xsl:text> · </xsl:text>
      <a href="#{@xml:id}"><xsl:value-of select="label:of('view.why', $lang, @n)"/></a>
    </xsl:for-each>
  </xsl:template>

  <!-- The source. -->
  <xsl:template match="text" mode="transmitted" as="element()">
    <div class="text transmitted" lang="{html:lang(.)}" data-pagefind-ignore="all"><xsl:apply-templates select=".//p[.//s] | .//s[not(ancestor::p)]" mode="#current"/></div>
  </xsl:template>

  <xsl:template match="p" mode="transmitted" as="node()+">
    <span class="unit"><xsl:sequence select="html:common(.)[name() = 'id']"/><xsl:apply-templates select=".//s" mode="#current"/></span>
  </xsl:template>

  <!-- A sentence, before it the lines that begin between it and the one before, after the last the lines that are left. -->
  <xsl:template match="s" mode="transmitted" as="node()+">
    <xsl:variable name="sentence" as="element(s)" select="."/>
    <xsl:variable name="every" as="element(s)+" select="ancestor::text[last()]//s"/>
    <xsl:variable name="last" as="element(s)?" select="$every[. &lt;&lt; $sentence][last()]"/>
    <xsl:variable name="between" as="element(lb)*" select="ancestor::text[last()]//lb[not(ancestor::s)]"/>
    <xsl:variable name="before" as="element(lb)*" select="$between[. &lt;&lt; $sentence][empty($last) or . &gt;&gt; $last]"/>
    <xsl:value-of select="' '[exists($last)][empty($before)][not($sentence/preceding-sibling::node()[2][self::processing-instruction('unspaced')])]"/>
    <span class="s">
      <xsl:sequence select="html:common(.)[name() = 'id']"/>
      <xsl:apply-templates select="$before[position() lt last()]" mode="empty-line"/>
      <xsl:apply-templates select="$before[last()]" mode="#current"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:apply-templates select="$between[. &gt;&gt; $sentence][$sentence is $every[last()]]" mode="empty-line"/>
    </span>
  </xsl:template>

  <xsl:mode name="empty-line" on-no-match="fail"/>

  <xsl:template match="lb" mode="empty-line" as="element()">
    <span class="line empty" data-n="{@n}"><xsl:sequence select="html:common(.)"/></span>
  </xsl:template>

  <xsl:template match="lb" mode="transmitted" as="element()">
    <span class="line" data-n="{@n}"><xsl:sequence select="html:common(.)"/></span>
  </xsl:template>

  <!-- A blank that only the critical text has. -->
  <xsl:template match="text()[preceding-sibling::node()[1][self::processing-instruction('unspaced')]]" mode="transmitted" as="empty-sequence()"/>

  <xsl:template match="note | noteGrp | desc | supplied | ex" mode="transmitted" as="empty-sequence()"/>

  <xsl:template match="choice" mode="transmitted" as="node()*">
    <span class="sic"><xsl:apply-templates select="reading:transmitted(.)" mode="#current"/></span>
    <xsl:apply-templates select="." mode="source-key"/>
  </xsl:template>

  <xsl:template match="choice[abbr] | choice//choice" mode="transmitted" as="node()*">
    <xsl:apply-templates select="reading:transmitted(.)" mode="#current"/>
  </xsl:template>

  <xsl:template match="surplus" mode="transmitted" as="element()+">
    <span class="stray"><xsl:apply-templates mode="#current"/></span>
    <xsl:apply-templates select="." mode="source-key"/>
  </xsl:template>

  <xsl:template match="gap" mode="transmitted" as="element()+">
    <span class="loss"/>
    <xsl:apply-templates select="." mode="source-key"/>
  </xsl:template>

  <xsl:mode name="source-key" on-no-match="fail"/>

  <xsl:template match="*" mode="source-key" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:for-each select="key('entry', '#' || @xml:id)[1]">
      <a class="key" role="doc-noteref" href="{link:page(.)}{@corresp}.entry" aria-label="{html:key(., $lang)}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- What these pages load. -->
  <xsl:template match="teiCorpus/TEI[text//s] | site:page[@text]" mode="style" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <xsl:variable name="page" as="element()" select="."/>
    <xsl:for-each select="'reader', 'source'[$page/self::site:page]">
      <link rel="stylesheet" href="{page:assets($page, $lang)}{.}.css"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="teiCorpus/TEI[text//s]" mode="script" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <script src="{page:assets(., $lang)}reader.js" defer="defer"/>
  </xsl:template>

</xsl:stylesheet>
