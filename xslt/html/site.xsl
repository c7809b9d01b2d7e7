<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the HTML edition, in each language in which the edition has a title. Input: a resolved teiCorpus. Output: files/file, one a page;
     @name is its path in the site. English, or the first language, is at the top; every other has a folder of its own with the same names.
     Method: the pages that no element of the TEI has for itself (`site:page`) are added to the corpus, so that every page is an element of
     one tree, with its pointers and keys; each module of this folder says what stands on its page in the mode main. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="content.xsl"/>
  <xsl:import href="home.xsl"/>
  <xsl:import href="about.xsl"/>
  <xsl:import href="making.xsl"/>
  <xsl:import href="register.xsl"/>
  <xsl:import href="entity.xsl"/>
  <xsl:import href="correspondence.xsl"/>
  <xsl:import href="emendations.xsl"/>
  <xsl:import href="chronology.xsl"/>
  <xsl:import href="map.xsl"/>
  <xsl:import href="network.xsl"/>
  <xsl:import href="search.xsl"/>
  <xsl:import href="cite.xsl"/>
  <xsl:import href="cite-record.xsl"/>
  <xsl:import href="cite-dialog.xsl"/>
  <xsl:import href="cite-page.xsl"/>
  <xsl:import href="downloads.xsl"/>
  <xsl:import href="adjudication.xsl"/>
  <xsl:import href="guidelines.xsl"/>
  <xsl:import href="colophon.xsl"/>
  <xsl:import href="source.xsl"/>
  <xsl:import href="release.xsl"/>
  <xsl:import href="resolve.xsl"/>
  <xsl:import href="changes.xsl"/>

  <!-- The pages of the site's own, by name, in the order of the menus: tools above, the rest at the foot. -->
  <xsl:variable name="site:tools" as="xs:string*" select="'emendations', 'chronology', 'map', 'network', 'search'"/>
  <xsl:variable name="site:matters" as="xs:string*" select="'cite', 'resolve', 'downloads', 'guidelines', 'news', 'colophon'"/>

  <!-- What only the newest state of the edition has: releases keep their texts and registers, not the services of the site. -->
  <xsl:variable name="site:living" as="xs:string*" select="'search', 'downloads', 'guidelines', '404'"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="site" as="document-node()"><xsl:apply-templates select="." mode="site"/></xsl:variable>
    <files>
      <xsl:for-each select="page:languages($site/teiCorpus)">
        <xsl:apply-templates select="$site/teiCorpus/(., teiHeader, TEI, TEI/standOff/*[@type = ('mentioned', 'context')]/*, site:page)" mode="page">
          <xsl:with-param name="lang" select="." tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:for-each>
      <xsl:apply-templates select="$site/teiCorpus" mode="data"/>
    </files>
  </xsl:template>

  <!-- Files beside the pages that are data (CSV, JSON), each with its path in the site: file[@name]. -->
  <xsl:mode name="data" on-no-match="deep-skip"/>

  <!-- A piece of HTML as a script, the only thing that a page opened from a folder may fetch: it gives the piece to the window, by a name. -->
  <xsl:function name="site:script" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="piece" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="page:serialized($piece)"/>
    <xsl:sequence select="'window.' || $name || ' = ' || serialize($words, map{'method': 'json'}) || ';&#10;'"/>
  </xsl:function>

  <xsl:mode name="site" on-no-match="shallow-copy"/>

  <xsl:template match="/teiCorpus" mode="site" as="element(teiCorpus)">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()" mode="#current"/>
      <xsl:for-each select="($site:tools, $site:matters[. ne 'resolve'], 'adjudication'[current()/site:decision], '404')[not(current()/site:ledger/@kept and . = $site:living)]"><site:page name="{.}"/></xsl:for-each>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="site:page[not(@name = 'guidelines')]" mode="file-name" as="text()">
    <xsl:value-of select="@name || '.html'"/>
  </xsl:template>

  <xsl:template match="site:page[not(@text or starts-with(@name, 'guidelines/'))]" mode="short-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('page.' || @name, $lang)"/>
  </xsl:template>

  <xsl:template match="site:page[not(@text or starts-with(@name, 'guidelines/'))]" mode="page-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('page.' || @name, $lang) || ' · ' || page:title(/*, $lang)"/>
  </xsl:template>

  <!-- The menus: tools beside the registers, the rest at the foot. -->
  <xsl:template match="*" mode="tools" as="element()*">
    <xsl:apply-templates select="/teiCorpus/site:page[@name = $site:tools], /teiCorpus/teiHeader" mode="page-link"/>
  </xsl:template>

  <xsl:template match="*" mode="matters" as="element()*">
    <xsl:apply-templates select="/teiCorpus/site:page[@name = $site:matters]" mode="page-link"/>
  </xsl:template>

</xsl:stylesheet>
