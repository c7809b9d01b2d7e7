<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the entries of the registers as statements that can be linked with those of others: what each is, what it is called, when it was,
     where it lies, which identifiers it has, which texts name it. Input: a resolved teiCorpus. Output: archive:entries/archive:entry. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:archive="urn:edition:archive"
    xmlns:language="urn:edition:language"
    xmlns:label="urn:edition:label"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/label.xsl"/>

  <xsl:output indent="yes"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="entry" on-no-match="deep-skip"/>

  <!-- The classes of schema.org. -->
  <xsl:variable name="classes" as="map(xs:string, xs:string)" select="map{'person': 'Person', 'place': 'Place', 'org': 'Organization', 'event': 'Event', 'bibl': 'CreativeWork'}"/>

  <!-- The names that authorities give to things, which are not the addresses of their pages. -->
  <xsl:variable name="authorities" as="map(xs:string, xs:string)" select="map{
    'wikidata': 'http://www.wikidata.org/entity/',
    'viaf': 'http://viaf.org/viaf/',
    'gnd': 'https://d-nb.info/gnd/',
    'geonames': 'https://sws.geonames.org/',
    'lcnaf': 'http://id.loc.gov/authorities/names/',
    'lcsh': 'http://id.loc.gov/authorities/subjects/'}"/>

  <xsl:template match="/" as="element(archive:entries)">
    <archive:entries>
      <xsl:apply-templates select="teiCorpus/TEI[@type = 'authority']/standOff/*/*[@xml:id]" mode="entry"/>
    </archive:entries>
  </xsl:template>

  <xsl:template match="standOff/*/*[map:contains($classes, local-name())]" mode="entry" as="element(archive:entry)" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
    <archive:entry id="{@xml:id}" class="{$classes(local-name())}">
      <xsl:copy-of select="@when | @from | @to"/>
      <xsl:for-each select="note[@type = 'mentions']/ref/@target ! key('named', .)/ancestor::TEI[1]/@xml:id => distinct-values()">
        <archive:named-in><xsl:value-of select="."/></archive:named-in>
      </xsl:for-each>
      <xsl:apply-templates mode="entry"/>
    </archive:entry>
  </xsl:template>

  <xsl:template match="persName | placeName | orgName | eventName | title" mode="entry" as="element(archive:name)">
    <archive:name kind="{@type}" xml:lang="{language:of(.)}"><xsl:value-of select="normalize-space()"/></archive:name>
  </xsl:template>

  <xsl:template match="birth[@when] | death[@when]" mode="entry" as="element()">
    <xsl:element name="archive:{local-name()}"><xsl:value-of select="@when"/></xsl:element>
  </xsl:template>

  <xsl:template match="state[@type = 'existence']" mode="entry" as="element()">
    <archive:existence><xsl:copy-of select="@from | @to"/></archive:existence>
  </xsl:template>

  <xsl:template match="date[@when]" mode="entry" as="element()">
    <archive:date><xsl:value-of select="@when"/></archive:date>
  </xsl:template>

  <xsl:template match="location[geo]" mode="entry" as="element(archive:geo)">
    <archive:geo latitude="{tokenize(geo)[1]}" longitude="{tokenize(geo)[2]}"/>
  </xsl:template>

  <xsl:template match="idno[map:contains($authorities, @type)]" mode="entry" as="element(archive:same)" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
    <archive:same as="{$authorities(@type) || normalize-space() || '/'[current()/@type = 'geonames']}"/>
  </xsl:template>

  <xsl:template match="note[@type = 'role']" mode="entry" as="element(archive:about)">
    <archive:about xml:lang="{language:of(.)}"><xsl:value-of select="normalize-space()"/></archive:about>
  </xsl:template>

</xsl:stylesheet>
