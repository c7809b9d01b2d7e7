<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the descriptions of an edition and its texts in the XML formats of archives and catalogues. Input: archive:descriptions, as of
     description.xsl, with what is known beside the headers (archive:swhid, archive:earlier). Output: files/file, one a format and item. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:archive="urn:edition:archive"
    exclude-result-prefixes="#all">

  <xsl:import href="datacite.xsl"/>
  <xsl:import href="dublincore.xsl"/>
  <xsl:import href="cmdi.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element(files)">
    <files>
      <xsl:for-each select="archive:descriptions/archive:item">
        <xsl:variable name="datacite" as="element()"><xsl:apply-templates select="." mode="datacite"/></xsl:variable>
        <xsl:variable name="dc" as="element()"><xsl:apply-templates select="." mode="dublincore"/></xsl:variable>
        <xsl:variable name="cmdi" as="element()"><xsl:apply-templates select="." mode="cmdi"/></xsl:variable>
        <xsl:sequence select="archive:file('datacite', @name, $datacite), archive:file('dublincore', @name, $dc), archive:file('cmdi', @name, $cmdi)"/>
      </xsl:for-each>
    </files>
  </xsl:template>

  <xsl:function name="archive:file" as="element(file)">
    <xsl:param name="format" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="root" as="element()"/>
    <file name="{$format}-{$name}.xml"><xsl:value-of select="serialize($root, map{'method': 'xml', 'indent': true(), 'encoding': 'UTF-8'}) || '&#10;'"/></file>
  </xsl:function>

  <!-- The edition that a text is part of; the texts that the edition has. -->
  <xsl:function name="archive:whole" as="element(archive:item)?">
    <xsl:param name="item" as="element(archive:item)"/>
    <xsl:sequence select="$item[@kind = 'text']/../archive:item[@kind = 'edition']"/>
  </xsl:function>

  <xsl:function name="archive:parts" as="element(archive:item)*">
    <xsl:param name="item" as="element(archive:item)"/>
    <xsl:sequence select="$item[@kind = 'edition']/../archive:item[@kind = 'text']"/>
  </xsl:function>

  <!-- Where an item can be named from elsewhere: what is most lasting first; nothing where nobody has given it an identifier or address. -->
  <xsl:function name="archive:identified" as="element()?">
    <xsl:param name="item" as="element(archive:item)?"/>
    <xsl:sequence select="$item/(archive:doi, archive:ark, archive:url)[1]"/>
  </xsl:function>

  <!-- An SPDX identifier for a licence that has a well-known address (SPDX License List; https://spdx.org/licenses/). -->
  <xsl:function name="archive:spdx" as="xs:string?">
    <xsl:param name="licence" as="element(archive:licence)"/>
    <xsl:variable name="found" as="xs:string" select="replace($licence/@target, '^https?://creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)/?.*$', 'CC-$1-$2')"/>
    <xsl:sequence select="if (matches($found, '^CC-')) then upper-case($found) else ()[exists($found)]"/>
  </xsl:function>

</xsl:stylesheet>
