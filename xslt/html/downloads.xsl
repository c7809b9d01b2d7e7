<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what can be taken away, and what is new. Input: a page of the site in a corpus that has a site:file for each file of the build:
     @path in the site, @size in bytes, @sha256, @kind, and where they apply @of, the document it is of, and @step, the step of work.
     A hash is shown of copies and products, never of a page. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:html="urn:edition:html"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xmlns:reference="urn:edition:reference"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The groups of files in their order, with the kinds in each. -->
  <xsl:variable name="site:groups" as="map(xs:string, xs:string+)+" select="
    map{'pdf': 'pdf'}, map{'epub': 'epub'}, map{'plain': 'plain'}, map{'texts': ('edition', 'text')}, map{'registers': 'authority'}, map{'data': ('data', 'ledger')}, map{'citation': 'citation'},
    map{'witnesses': 'witness'}, map{'making': ('pass', 'adjudication')}, map{'schema': 'schema'}, map{'report': 'report'}"/>

  <xsl:template match="site:page[@name = 'downloads']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="files" as="element(site:file)*" select="../site:file"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.downloads', $lang)"/></h1></header>
    <p class="lead"><xsl:value-of select="label:of('files.lead', $lang)"/></p>
    <xsl:for-each select="$site:groups">
      <xsl:variable name="group" as="xs:string" select="map:keys(.)" xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
      <xsl:where-populated>
        <section class="files" aria-labelledby="{$group}">
          <xsl:on-non-empty><h2 id="{$group}"><xsl:value-of select="label:of('files.' || $group, $lang)"/></h2></xsl:on-non-empty>
          <xsl:where-populated><ul><xsl:apply-templates select="$files[@kind = current()?*][not(@kind = 'citation') or page:folder(., $lang) = replace(@path, '[^/]+$', '')]" mode="file"/></ul></xsl:where-populated>
        </section>
      </xsl:where-populated>
    </xsl:for-each>
    <section aria-labelledby="dts">
      <h2 id="dts"><xsl:value-of select="label:of('files.dts', $lang)"/></h2>
      <xsl:apply-templates select="($files[@kind = 'dts'], .)[1]" mode="dts"/>
    </section>
    <xsl:where-populated>
      <xsl:apply-templates select="$files[1]" mode="sums"/>
    </xsl:where-populated>
  </xsl:template>

  <xsl:mode name="file" on-no-match="fail"/>
  <xsl:mode name="file-title" on-no-match="fail"/>
  <xsl:mode name="sums" on-no-match="fail"/>
  <xsl:mode name="dts" on-no-match="fail"/>

  <xsl:template match="site:file" mode="file" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li>
      <a href="{page:top(., $lang)}{@path}"><xsl:apply-templates select="." mode="file-title"/></a>
      <xsl:text> </xsl:text>
      <span class="size"><xsl:value-of select="site:size(@size, $lang)"/></span>
      <code class="checksum"><xsl:value-of select="@sha256"/></code>
    </li>
  </xsl:template>

  <!-- Where programs begin to read the texts unit by unit; nowhere while the edition has no address. -->
  <xsl:template match="site:file" mode="dts" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <p><xsl:value-of select="label:of('dts.entry', $lang)"/><xsl:text> </xsl:text><a href="{page:top(., $lang)}{@path}"><xsl:value-of select="@path"/></a></p>
  </xsl:template>

  <xsl:template match="site:page" mode="dts" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <p><xsl:value-of select="label:of('dts.none', $lang)"/></p>
  </xsl:template>

  <!-- All checksums together, and how to compare them. -->
  <xsl:template match="site:file" mode="sums" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="words" as="xs:string+" select="tokenize(label:of('files.sums', $lang, '|'), '\|')"/>
    <p class="sums">
      <a href="{page:top(., $lang)}files/SHA256SUMS">SHA256SUMS</a>
      <xsl:value-of select="'. ' || $words[1]"/>
      <code>sha256sum --check files/SHA256SUMS</code>
      <xsl:value-of select="$words[2]"/>
    </p>
  </xsl:template>

  <!-- In thousands of bytes, or millions with one decimal. -->
  <xsl:function name="site:size" as="xs:string">
    <xsl:param name="bytes" as="xs:integer"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="if ($bytes ge 1000000) then label:of('file.size.mega', $lang, format-number($bytes div 1000000, '0.0'))
      else label:of('file.size', $lang, format-number(max((1, $bytes div 1000)), '0'))"/>
  </xsl:function>

  <!-- What a file is called: as the document that it is of, else by its kind, else by its name. -->
  <xsl:template match="site:file" mode="file-title" as="text()">
    <xsl:value-of select="tokenize(@path, '/')[last()]"/>
  </xsl:template>

  <xsl:template match="site:file[@kind = ('text', 'pdf', 'witness', 'pass')]" mode="file-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="step" as="xs:string?" select="../teiHeader/fileDesc/titleStmt/respStmt[@xml:id = current()/@step]/normalize-space(label:in(resp, $lang))"/>
    <xsl:variable name="text" as="xs:string?" select="../TEI[@xml:id = current()/@of]/page:title(., $lang)"/>
    <xsl:value-of select="string-join(($step, ($text, string(@of))[1]), ' · ')"/>
  </xsl:template>

  <!-- A reference in one format; those of another language are on the page in that language. -->
  <xsl:template match="site:file[@kind = 'citation']" mode="file-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="document" as="element()?" select="../(TEI[@xml:id = current()/@of], .)[1]"/>
    <xsl:value-of select="page:title($document, $lang) || ' · ' || label:of('format.' || replace(@path, '^.*/[^.]*\.|^[^./]*\.', ''), $lang)"/>
  </xsl:template>

  <xsl:template match="site:file[@kind = ('pdf', 'epub')][@of = 'edition']" mode="file-title" priority="1" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('files.volume', $lang)"/>
  </xsl:template>

  <xsl:template match="site:file[@kind = ('edition', 'adjudication')]" mode="file-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('files.' || @kind, $lang)"/>
  </xsl:template>

  <xsl:template match="site:file[@kind = 'authority']" mode="file-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of(@of, $lang)"/>
  </xsl:template>

  <xsl:template match="site:file[@kind = 'ledger']" mode="file-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('file.ledger', $lang)"/>
  </xsl:template>

  <xsl:template match="site:file[@kind = ('schema', 'report')]" mode="file-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of(@kind || '.' || @of, $lang)"/>
  </xsl:template>

  <!-- What is new: every dated change that the headers record, the latest day first; of one day, the edition before its texts. -->

  <xsl:template match="site:page[@name = 'news']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="changes" as="element(change)*" select="..//revisionDesc//change[@when][ancestor::TEI[text] or not(ancestor::TEI)]"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.news', $lang)"/></h1></header>
    <xsl:sequence select="html:said-in($changes[1], $lang)"/>
    <xsl:for-each-group select="$changes" group-by="string(@when)">
      <xsl:sort select="current-grouping-key()" order="descending"/>
      <section class="news" aria-labelledby="day.{current-grouping-key()}">
        <h2 id="day.{current-grouping-key()}"><time datetime="{current-grouping-key()}"><xsl:value-of select="page:day(current-grouping-key(), $lang)"/></time></h2>
        <xsl:for-each-group select="current-group()" group-by="string(ancestor::TEI/@xml:id)">
          <h3><xsl:apply-templates select="ancestor::teiHeader/.." mode="news-title"/></h3>
          <ul><xsl:apply-templates select="reverse(current-group())" mode="news"/></ul>
        </xsl:for-each-group>
      </section>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:mode name="news-title" on-no-match="fail"/>
  <xsl:mode name="news" on-no-match="fail"/>

  <xsl:template match="TEI" mode="news-title" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <a href="{@xml:id}.html"><xsl:value-of select="page:title(., $lang)"/></a>
  </xsl:template>

  <xsl:template match="teiCorpus" mode="news-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('news.edition', $lang)"/>
  </xsl:template>

  <xsl:template match="change" mode="news" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li>
      <span lang="{html:lang(.)}"><xsl:apply-templates/></span>
      <xsl:text> </xsl:text>
      <xsl:for-each select="key('link:id', @target ! tokenize(.))">
        <a href="{link:page(.)}#{@xml:id}"><xsl:value-of select="reference:full(.)"/></a>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <span class="steps"><xsl:value-of select="@who ! label:declared(., $lang)"/></span>
    </li>
  </xsl:template>

</xsl:stylesheet>
