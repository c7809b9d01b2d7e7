<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: an item in unqualified Dublin Core, as OAI-PMH hands it out (Implementation Guidelines, oai_dc). Input: archive:item. Output: oai_dc:dc. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:archive="urn:edition:archive"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
    exclude-result-prefixes="xs archive">

  <xsl:mode name="dublincore" on-no-match="fail"/>

  <xsl:template match="archive:item" mode="dublincore" as="element(oai_dc:dc)">
    <oai_dc:dc xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">
      <xsl:apply-templates select="archive:title" mode="dublincore"/>
      <xsl:sequence select="distinct-values(archive:creator) ! archive:dc('creator', .)"/>
      <xsl:apply-templates select="archive:subject/archive:name, archive:abstract" mode="dublincore"/>
      <xsl:sequence select="
        archive:publisher[1] ! archive:dc('publisher', .),
        archive:date[1] ! archive:dc('date', .),
        archive:dc('type', if (@kind = 'edition') then 'Dataset' else 'Text'),
        archive:dc('format', 'application/tei+xml'),
        archive:doi ! archive:dc('identifier', 'https://doi.org/' || .), (archive:ark, archive:url, archive:swhid) ! archive:dc('identifier', .),
        archive:source[@cert = 'high'] ! archive:dc('source', archive:words),
        archive:main-language ! archive:dc('language', .),
        archive:identified(archive:whole(.)) ! archive:dc('relation', .), archive:parts(.) ! archive:identified(.) ! archive:dc('relation', .),
        (archive:licence/@target, archive:licence, archive:rights) ! archive:dc('rights', .)"/>
    </oai_dc:dc>
  </xsl:template>

  <xsl:template match="archive:title" mode="dublincore" as="element(dc:title)">
    <dc:title><xsl:copy-of select="@xml:lang"/><xsl:value-of select="."/></dc:title>
  </xsl:template>

  <xsl:template match="archive:name" mode="dublincore" as="element(dc:subject)">
    <dc:subject><xsl:copy-of select="@xml:lang"/><xsl:value-of select="."/></dc:subject>
  </xsl:template>

  <xsl:template match="archive:abstract" mode="dublincore" as="element(dc:description)">
    <dc:description><xsl:copy-of select="@xml:lang"/><xsl:value-of select="."/></dc:description>
  </xsl:template>

  <xsl:function name="archive:dc" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()"/>
    <xsl:element name="dc:{$name}"><xsl:value-of select="$value"/></xsl:element>
  </xsl:function>

</xsl:stylesheet>
