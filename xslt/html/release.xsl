<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the pages of a release as it was: a banner that says so, and whether the passage that a link leads to has changed since.
     Input: any page of a corpus whose site:ledger has @kept. Output: HTML. A script draws the answer from the newest ledger; without it, a
     link leads there. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:label="urn:edition:label"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:key name="site:unit" match="site:unit[not(@gone)]" use="@id"/>

  <!-- The hash by which a link knows the words of a unit; none for words that were never released. -->
  <xsl:function name="site:hash" as="attribute(data-hash)?">
    <xsl:param name="unit" as="element()"/>
    <xsl:for-each select="key('site:unit', $unit/@xml:id, root($unit))[not(../@draft)]"><xsl:attribute name="data-hash" select="@hash"/></xsl:for-each>
  </xsl:function>

  <xsl:variable name="site:answers" as="xs:string+" select="'same', 'changed', 'gone', 'none', 'some', 'mismatch', 'how'"/>

  <xsl:template match="*[/*/site:ledger/@kept]" mode="banner" as="element(Q{}aside)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="page" as="element()" select="."/>
    <xsl:variable name="ledger" as="element()" select="/*/site:ledger"/>
    <xsl:variable name="newest" as="xs:string" select="page:root(., $lang) || page:folder(., $lang)"/>
    <aside class="release" aria-label="{label:of('release', $lang)}">
      <xsl:if test="self::TEI[text] or self::site:page[@text]">
        <xsl:variable name="text" as="xs:string" select="replace((@text, @xml:id)[1], '^#', '')"/>
        <xsl:attribute name="data-citations" select="$newest || $text || '.citations.js'"/>
        <xsl:attribute name="data-version" select="$ledger/@kept"/>
      </xsl:if>
      <p>
        <strong><xsl:value-of select="label:of('release.kept', $lang, ($ledger/@kept, $ledger/site:release[@version = $ledger/@kept]/@date ! page:day(., $lang)))"/></strong>
        <xsl:text> </xsl:text>
        <a href="{$newest}{page:file(.)}"><xsl:value-of select="label:of('release.newest', $lang)"/></a>
        <xsl:text> · </xsl:text>
        <a href="{$newest}resolve.html{(@text, self::TEI[text]/@xml:id)[1] ! ('#' || replace(., '^#', ''))}"><xsl:value-of select="label:of('release.since', $lang)"/></a>
      </p>
    </aside>
  </xsl:template>

  <!-- What the script draws the answer from: the states of the units of a text, and the words of the answer, for a page to load as a script. -->
  <xsl:template match="teiCorpus[site:ledger[not(@kept)]]" mode="data" as="element()*" priority="2">
    <xsl:variable name="ledger" as="element()" select="site:ledger"/>
    <xsl:next-match/>
    <xsl:for-each select="page:languages(.)">
      <xsl:variable name="lang" as="xs:string" select="."/>
      <xsl:for-each-group select="$ledger/site:unit" group-by="string(@text)">
        <xsl:variable name="told" as="map(*)" select="map{
          'releases': array{$ledger/site:release/string(@version)},
          'said': map:merge($site:answers ! map{.: label:of('release.' || ., $lang, ('{0}', '{1}'))}),
          'units': map:merge(current-group() ! map{string(@id): site:told(.)})}"/>
        <file name="{page:folder($ledger, $lang)}{current-grouping-key()}.citations.js"><xsl:value-of select="'document.currentScript.editionCitations = ' || serialize($told, map{'method': 'json'}) || ';&#10;'"/></file>
      </xsl:for-each-group>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="site:told" as="map(*)">
    <xsl:param name="unit" as="element(site:unit)"/>
    <xsl:sequence select="map:merge((
      map{'reference': string($unit/@reference), 'states': array{$unit/site:state ! array{string(@release), string((@critical[. ne ''], @source)[1])}}},
      $unit/@gone ! map{'gone': string(.)}))"/>
  </xsl:function>

  <xsl:template match="*[/*/site:ledger/@kept]" mode="style" as="element()*" priority="2">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}release.css"/>
  </xsl:template>

  <xsl:template match="TEI[text][/*/site:ledger/@kept] | site:page[@text][/*/site:ledger/@kept]" mode="script" as="element()*" priority="2">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <script src="{page:assets(., $lang)}release.js" defer="defer"/>
  </xsl:template>

</xsl:stylesheet>
