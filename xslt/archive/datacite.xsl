<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: an item as a DataCite record (Metadata Schema 4.7). Input: archive:item. Output: resource. Without a DOI the record lacks its
     identifier and is a draft: it cannot be registered, and says nothing that is not so. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:archive="urn:edition:archive"
    xmlns="http://datacite.org/schema/kernel-4"
    exclude-result-prefixes="xs archive">

  <xsl:mode name="datacite" on-no-match="fail"/>

  <xsl:template match="archive:item" mode="datacite" as="element()">
    <resource xsi:schemaLocation="http://datacite.org/schema/kernel-4 https://schema.datacite.org/meta/kernel-4.7/metadata.xsd">
      <xsl:apply-templates select="archive:doi" mode="datacite"/>
      <creators>
        <xsl:for-each select="distinct-values(archive:creator)"><creator><creatorName nameType="Organizational"><xsl:value-of select="."/></creatorName></creator></xsl:for-each>
      </creators>
      <titles><xsl:apply-templates select="archive:title" mode="datacite"/></titles>
      <publisher><xsl:value-of select="archive:publisher[1]"/></publisher>
      <xsl:for-each select="archive:date[1]"><publicationYear><xsl:value-of select="substring(., 1, 4)"/></publicationYear></xsl:for-each>
      <resourceType resourceTypeGeneral="{if (@kind = 'edition') then 'Dataset' else 'Text'}"><xsl:value-of select="if (@kind = 'edition') then 'Digital scholarly edition' else 'Edited text'"/></resourceType>
      <xsl:where-populated><subjects><xsl:apply-templates select="archive:subject/archive:name" mode="datacite"/></subjects></xsl:where-populated>
      <xsl:where-populated>
        <contributors>
          <xsl:for-each select="distinct-values(archive:step)"><contributor contributorType="Editor"><contributorName nameType="Organizational"><xsl:value-of select="."/></contributorName></contributor></xsl:for-each>
        </contributors>
      </xsl:where-populated>
      <dates><xsl:for-each select="archive:date[1]"><date dateType="Issued"><xsl:value-of select="."/></date></xsl:for-each></dates>
      <language><xsl:value-of select="archive:main-language"/></language>
      <xsl:where-populated><alternateIdentifiers><xsl:apply-templates select="archive:ark, archive:url" mode="datacite"/></alternateIdentifiers></xsl:where-populated>
      <xsl:where-populated><relatedIdentifiers><xsl:call-template name="archive:relations"/></relatedIdentifiers></xsl:where-populated>
      <formats><format>application/tei+xml</format></formats>
      <xsl:for-each select="archive:version"><version><xsl:value-of select="."/></version></xsl:for-each>
      <rightsList><xsl:apply-templates select="archive:licence, archive:rights" mode="datacite"/></rightsList>
      <xsl:where-populated><descriptions><xsl:apply-templates select="archive:abstract" mode="datacite"/></descriptions></xsl:where-populated>
    </resource>
  </xsl:template>

  <xsl:template match="archive:doi" mode="datacite" as="element()">
    <identifier identifierType="DOI"><xsl:value-of select="."/></identifier>
  </xsl:template>

  <xsl:template match="archive:title" mode="datacite" as="element()">
    <title><xsl:copy-of select="@xml:lang"/><xsl:call-template name="archive:title-type"/><xsl:value-of select="."/></title>
  </xsl:template>

  <!-- The first title is the title; a subtitle is one, and a title in another language is a translation of the first. -->
  <xsl:template name="archive:title-type" as="attribute()?">
    <xsl:choose>
      <xsl:when test="@kind = 'sub'"><xsl:attribute name="titleType">Subtitle</xsl:attribute></xsl:when>
      <xsl:when test="preceding-sibling::archive:title[@kind = 'main']"><xsl:attribute name="titleType">TranslatedTitle</xsl:attribute></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="archive:subject/archive:name" mode="datacite" as="element()">
    <subject subjectScheme="Wikidata" schemeURI="https://www.wikidata.org/" valueURI="http://www.wikidata.org/entity/{../@wikidata}"><xsl:copy-of select="@xml:lang"/><xsl:value-of select="."/></subject>
  </xsl:template>

  <xsl:template match="archive:ark" mode="datacite" as="element()">
    <alternateIdentifier alternateIdentifierType="ARK"><xsl:value-of select="."/></alternateIdentifier>
  </xsl:template>

  <xsl:template match="archive:url" mode="datacite" as="element()">
    <alternateIdentifier alternateIdentifierType="URL"><xsl:value-of select="."/></alternateIdentifier>
  </xsl:template>

  <xsl:template name="archive:relations" as="element()*">
    <xsl:apply-templates select="archive:identified(archive:whole(.))" mode="datacite-relation"><xsl:with-param name="type" select="'IsPartOf'" tunnel="yes"/></xsl:apply-templates>
    <xsl:apply-templates select="archive:parts(.) ! archive:identified(.)" mode="datacite-relation"><xsl:with-param name="type" select="'HasPart'" tunnel="yes"/></xsl:apply-templates>
    <xsl:apply-templates select="archive:swhid" mode="datacite-relation"><xsl:with-param name="type" select="'HasPart'" tunnel="yes"/></xsl:apply-templates>
    <xsl:apply-templates select="archive:earlier[1]/(archive:url, archive:swhid)" mode="datacite-relation"><xsl:with-param name="type" select="'IsNewVersionOf'" tunnel="yes"/></xsl:apply-templates>
    <xsl:apply-templates select="archive:source[@cert = 'high']/archive:url" mode="datacite-relation"><xsl:with-param name="type" select="'IsDerivedFrom'" tunnel="yes"/></xsl:apply-templates>
  </xsl:template>

  <xsl:mode name="datacite-relation" on-no-match="fail"/>

  <xsl:template match="archive:doi | archive:ark | archive:url | archive:swhid" mode="datacite-relation" as="element()">
    <xsl:param name="type" as="xs:string" tunnel="yes"/>
    <relatedIdentifier relatedIdentifierType="{upper-case(local-name())}" relationType="{$type}"><xsl:value-of select="."/></relatedIdentifier>
  </xsl:template>

  <xsl:template match="archive:licence" mode="datacite" as="element()">
    <rights xml:lang="en">
      <xsl:for-each select="@target"><xsl:attribute name="rightsURI" select="."/></xsl:for-each>
      <xsl:for-each select="archive:spdx(.)">
        <xsl:attribute name="rightsIdentifier" select="."/>
        <xsl:attribute name="rightsIdentifierScheme">SPDX</xsl:attribute>
        <xsl:attribute name="schemeURI">https://spdx.org/licenses/</xsl:attribute>
      </xsl:for-each>
      <xsl:value-of select="."/>
    </rights>
  </xsl:template>

  <xsl:template match="archive:rights" mode="datacite" as="element()">
    <rights xml:lang="en"><xsl:value-of select="."/></rights>
  </xsl:template>

  <xsl:template match="archive:abstract" mode="datacite" as="element()">
    <description descriptionType="Abstract"><xsl:copy-of select="@xml:lang"/><xsl:value-of select="."/></description>
  </xsl:template>

</xsl:stylesheet>
