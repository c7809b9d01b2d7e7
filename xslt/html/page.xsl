<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the shell of every page: head, skip link, navigation, main, footer. Input: an element that has a page of its own.
     Output: file[@name] with the page as serialized HTML 5. Override: the modes file-name, page-title, main; style and navigation. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="nesting.xsl"/>
  <xsl:import href="serialization.xsl"/>

  <xsl:mode name="page" on-no-match="fail"/>
  <xsl:mode name="file-name" on-no-match="fail"/>
  <xsl:mode name="page-title" on-no-match="fail"/>
  <xsl:mode name="main" on-no-match="fail"/>
  <xsl:mode name="style" on-no-match="fail"/>
  <xsl:mode name="navigation" on-no-match="fail"/>
  <!-- What a page says of itself to programs, and the scripts it is better with; nothing unless a module says so. -->
  <xsl:mode name="metadata" on-no-match="deep-skip"/>
  <xsl:mode name="script" on-no-match="deep-skip"/>
  <xsl:mode name="footer" on-no-match="deep-skip"/>
  <!-- What stands between the menus and the page. -->
  <xsl:mode name="banner" on-no-match="deep-skip"/>

  <xsl:template match="*" mode="page" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="html" as="document-node()">
      <xsl:document>
      <html>
        <xsl:attribute name="lang"><xsl:apply-templates select="." mode="page-language"/></xsl:attribute>
        <head>
          <meta charset="utf-8"/>
          <meta name="viewport" content="width=device-width, initial-scale=1"/>
          <meta name="color-scheme" content="light dark"/>
          <title><xsl:apply-templates select="." mode="page-title"/></title>
          <xsl:apply-templates select="." mode="description"/>
          <xsl:apply-templates select="." mode="alternates"/>
          <xsl:apply-templates select="." mode="metadata"/>
          <xsl:apply-templates select="." mode="style"/>
          <xsl:apply-templates select="." mode="script"/>
        </head>
        <body>
          <a class="skip" href="#main" lang="{$lang}"><xsl:value-of select="label:of('skip', $lang)"/></a>
          <xsl:apply-templates select="." mode="navigation"/>
          <xsl:apply-templates select="." mode="banner"/>
          <main id="main"><xsl:apply-templates select="." mode="main"/></main>
          <xsl:apply-templates select="/*/teiHeader" mode="footer"><xsl:with-param name="current" select="." tunnel="yes"/></xsl:apply-templates>
        </body>
      </html>
      </xsl:document>
    </xsl:variable>
    <file>
      <xsl:attribute name="name" select="page:folder(., $lang) || page:file(.)"/>
      <xsl:variable name="settled" as="document-node()"><xsl:apply-templates select="$html" mode="nesting"/></xsl:variable>
      <xsl:value-of select="page:serialized($settled)"/>
    </file>
  </xsl:template>

  <!-- The languages of the interface: those in which the corpus has a main title; English where it has none. -->
  <xsl:function name="page:languages" as="xs:string+">
    <xsl:param name="corpus" as="element()"/>
    <xsl:variable name="declared" as="xs:string*" select="distinct-values($corpus/teiHeader/fileDesc/titleStmt/title[@type = 'main']/@xml:lang)[. = $label:languages]"/>
    <xsl:sequence select="($declared[. = 'en'], $declared[. ne 'en'], 'en'[empty($declared)])"/>
  </xsl:function>

  <!-- The folder of a language in the site, and the way from there to the top. -->
  <xsl:function name="page:folder" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="if ($element/ancestor-or-self::teiCorpus ! ($lang = page:languages(.)[position() gt 1])) then $lang || '/' else ''"/>
  </xsl:function>

  <xsl:function name="page:top" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="replace(page:folder($element, $lang), '[^/]+', '..')"/>
  </xsl:function>

  <!-- The way to the top of the whole site, of which the pages of a release are a folder: styles and scripts are the same for all. -->
  <xsl:function name="page:root" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="page:top($element, $lang) || '../../'[root($element)/*/site:ledger/@kept]"/>
  </xsl:function>

  <xsl:function name="page:assets" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="page:root($element, $lang) || 'assets/'"/>
  </xsl:function>

  <xsl:function name="page:file" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="text()"><xsl:apply-templates select="$element" mode="file-name"/></xsl:variable>
    <xsl:sequence select="string($name)"/>
  </xsl:function>

  <!-- The same page in the other languages; nothing unless a module knows where in the world that is. Readers have the language switch. -->
  <xsl:mode name="alternates" on-no-match="deep-skip"/>

  <xsl:mode name="page-language" on-no-match="fail"/>

  <xsl:template match="*" mode="page-language" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="$lang"/>
  </xsl:template>

  <xsl:template match="*" mode="file-name" as="text()">
    <xsl:value-of select="(@xml:id, 'index')[1] || '.html'"/>
  </xsl:template>

  <xsl:template match="*" mode="page-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="string-join(distinct-values((page:title(., $lang), /teiCorpus ! page:title(., $lang))), ' · ')"/>
  </xsl:template>

  <!-- The main title of a TEI document in the language of the interface; every page must have one. -->
  <xsl:function name="page:title" as="xs:string">
    <xsl:param name="document" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="titles" as="element(title)*" select="$document/teiHeader/fileDesc/titleStmt/title[normalize-space()]"/>
    <xsl:variable name="found" as="element(title)?" select="label:in(($titles[@type = 'main'], $titles[not(@type = 'sub')]), $lang)"/>
    <xsl:sequence select="($found ! normalize-space(.), label:of('unread', $lang))[1]"/>
  </xsl:function>

  <!-- What the page is about, for those who list it: its own subtitle, else what its entry is, else its name and the edition's subtitle. -->
  <xsl:mode name="description" on-no-match="fail"/>

  <xsl:template match="*" mode="description" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="own" as="element()*" select="label:in(teiHeader/fileDesc/titleStmt/title[@type = 'sub'], $lang), note[@type = 'role'][lang($lang)]"/>
    <xsl:variable name="title" as="text()"><xsl:apply-templates select="." mode="page-title"/></xsl:variable>
    <xsl:variable name="whole" as="element()?" select="label:in(ancestor-or-self::teiCorpus[1]/teiHeader/fileDesc/titleStmt/title[@type = 'sub'], $lang)"/>
    <meta name="description" content="{normalize-space(string-join(($own[1], $title || $whole ! ('. ' || .))[1]))}"/>
  </xsl:template>

  <xsl:template match="*" mode="style" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="page" as="element()" select="."/>
    <link rel="icon" type="image/svg+xml" href="{page:assets($page, $lang)}icon.svg"/>
    <xsl:for-each select="'edition', 'fonts', 'frame'">
      <link rel="stylesheet" href="{page:assets($page, $lang)}{.}.css"/>
    </xsl:for-each>
  </xsl:template>

  <!-- So many texts are named on every page; of more, the one that is read, and their list. -->
  <xsl:variable name="page:most-texts" as="xs:integer" select="24"/>

  <xsl:template match="*" mode="navigation" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="texts" as="element(TEI)*" select="/teiCorpus/TEI[text]"/>
    <xsl:variable name="many" as="xs:boolean" select="count($texts) gt $page:most-texts"/>
    <header class="site">
      <p><a href="index.html"><xsl:sequence select="page:current(/*, .)"/><xsl:value-of select="page:title(/*, $lang)"/></a></p>
      <xsl:apply-templates select="." mode="language-switch"/>
      <nav aria-label="{label:of('texts', $lang)}">
        <ul>
          <xsl:apply-templates select="$texts[not($many)], ancestor-or-self::TEI[text][$many]" mode="page-link"><xsl:with-param name="current" select="." tunnel="yes"/></xsl:apply-templates>
          <xsl:if test="$many"><li><a href="index.html#texts"><xsl:value-of select="label:of('texts', $lang) || ' (' || count($texts) || ')'"/></a></li></xsl:if>
        </ul>
      </nav>
      <nav aria-label="{label:of('registers', $lang)}">
        <ul><xsl:apply-templates select="/teiCorpus/TEI[not(text)]" mode="page-link"><xsl:with-param name="current" select="." tunnel="yes"/></xsl:apply-templates></ul>
      </nav>
      <nav aria-label="{label:of('tools', $lang)}">
        <ul><xsl:apply-templates select="." mode="tools"><xsl:with-param name="current" select="." tunnel="yes"/></xsl:apply-templates></ul>
      </nav>
    </header>
  </xsl:template>

  <!-- How a link says that it leads to this very page, to the register that this page is an entry of, or to the page that it is a part of. -->
  <xsl:function name="page:current" as="attribute(aria-current)?">
    <xsl:param name="linked" as="element()"/>
    <xsl:param name="current" as="element()"/>
    <xsl:where-populated>
      <xsl:attribute name="aria-current" select="'page'[$linked is $current], 'true'[some $of in ($current/ancestor::TEI[1], $current/self::site:page/key('link:id', @text), $current/self::site:page[@name = 'adjudication']/../teiHeader, $current/self::site:page[starts-with(@name, 'guidelines/')]/../site:page[@name = 'guidelines']) satisfies $of is $linked]"/>
    </xsl:where-populated>
  </xsl:function>

  <xsl:mode name="language-switch" on-no-match="fail"/>

  <xsl:template match="*" mode="language-switch" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="page" as="element()" select="."/>
    <xsl:for-each select="page:languages(/*)[. ne $lang]">
      <a class="language" lang="{.}" hreflang="{.}" rel="alternate" href="{page:top($page, $lang) || page:folder($page, .) || page:file($page)}"><xsl:value-of select="label:of('language', .)"/></a>
    </xsl:for-each>
  </xsl:template>

  <xsl:mode name="page-link" on-no-match="fail"/>

  <xsl:mode name="tools" on-no-match="deep-skip"/>
  <xsl:mode name="matters" on-no-match="deep-skip"/>

  <xsl:template match="*" mode="page-link" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:param name="current" as="element()" tunnel="yes"/>
    <li>
      <a>
        <xsl:attribute name="href"><xsl:apply-templates select="." mode="file-name"/></xsl:attribute>
        <xsl:sequence select="page:current(., $current)"/>
        <xsl:apply-templates select="." mode="short-title"/>
      </a>
    </li>
  </xsl:template>

  <xsl:mode name="short-title" on-no-match="fail"/>

  <xsl:template match="TEI[text]" mode="short-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="page:title(., $lang)"/>
  </xsl:template>

  <xsl:template match="TEI" mode="short-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of(@xml:id, $lang)"/>
  </xsl:template>

  <xsl:template match="teiHeader" mode="short-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('about', $lang)"/>
  </xsl:template>

  <xsl:template match="teiHeader" mode="footer" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <footer>
      <xsl:where-populated>
        <nav aria-label="{label:of('matters', $lang)}"><xsl:where-populated><ul><xsl:apply-templates select="." mode="matters"/></ul></xsl:where-populated></nav>
      </xsl:where-populated>
      <xsl:apply-templates select="fileDesc/editionStmt/edition[@n]" mode="footer"/>
      <xsl:apply-templates select="fileDesc/publicationStmt/availability"/>
    </footer>
  </xsl:template>

  <xsl:template match="edition" mode="footer" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <p><xsl:value-of select="page:title(/*, $lang) || '. ' || page:version(., $lang) || '.'"/></p>
  </xsl:template>

  <!-- Which version, of which day. -->
  <xsl:function name="page:version" as="xs:string">
    <xsl:param name="edition" as="element(edition)"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="label:of('version', $lang, ($edition/@n, $edition/../../publicationStmt/date/@when ! page:day(., $lang)))"/>
  </xsl:function>

  <!-- A day in words; what is no day stays as it is. -->
  <xsl:function name="page:day" as="xs:string">
    <xsl:param name="date" as="xs:string"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="months" as="xs:string*" select="tokenize(label:of('date.months', $lang))"/>
    <xsl:sequence select="if ($date castable as xs:date) then (for $day in xs:date($date) return string-join((day-from-date($day), $months[month-from-date($day)], year-from-date($day)), '&#xA0;')) else $date"/>
  </xsl:function>

</xsl:stylesheet>
