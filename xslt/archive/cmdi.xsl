<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: an item as a CMDI 1.2 record (ISO 24622-1) by the profile OLAC-DcmiTerms, for CLARIN. Input: archive:item. Output: CMD.
     The link of the record to itself and the links to the resource are there only where the edition has an address or an identifier. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:archive="urn:edition:archive"
    xmlns:cmdp="http://www.clarin.eu/cmd/1/profiles/clarin.eu:cr1:p_1288172614026"
    xmlns="http://www.clarin.eu/cmd/1"
    exclude-result-prefixes="xs archive">

  <xsl:variable name="archive:profile" as="xs:string" select="'clarin.eu:cr1:p_1288172614026'"/>

  <xsl:mode name="cmdi" on-no-match="fail"/>

  <xsl:template match="archive:item" mode="cmdi" as="element()">
    <xsl:variable name="places" as="xs:string*" select="archive:doi ! ('https://doi.org/' || .), archive:url"/>
    <CMD CMDVersion="1.2" xsi:schemaLocation="http://www.clarin.eu/cmd/1 https://infra.clarin.eu/CMDI/1.x/xsd/cmd-envelop.xsd">
      <Header>
        <xsl:for-each select="distinct-values(archive:creator)"><MdCreator><xsl:value-of select="."/></MdCreator></xsl:for-each>
        <xsl:for-each select="archive:date[1]"><MdCreationDate><xsl:value-of select="."/></MdCreationDate></xsl:for-each>
        <xsl:for-each select="$places[1]"><MdSelfLink><xsl:value-of select="."/></MdSelfLink></xsl:for-each>
        <MdProfile><xsl:value-of select="$archive:profile"/></MdProfile>
        <MdCollectionDisplayName><xsl:value-of select="(archive:whole(.), .)[1]/archive:title[1]"/></MdCollectionDisplayName>
      </Header>
      <Resources>
        <ResourceProxyList>
          <xsl:for-each select="$places">
            <ResourceProxy id="place{position()}"><ResourceType><xsl:value-of select="if (contains(., 'doi.org')) then 'LandingPage' else 'Resource'"/></ResourceType><ResourceRef><xsl:value-of select="."/></ResourceRef></ResourceProxy>
          </xsl:for-each>
        </ResourceProxyList>
        <JournalFileProxyList/>
        <ResourceRelationList/>
      </Resources>
      <Components>
        <cmdp:OLAC-DcmiTerms>
          <xsl:variable name="dc" as="element()"><xsl:apply-templates select="." mode="dublincore"/></xsl:variable>
          <!-- The profile has the terms of Dublin Core in the order of the alphabet. -->
          <xsl:for-each select="$dc/*">
            <xsl:sort select="local-name()"/>
            <xsl:element name="cmdp:{local-name()}"><xsl:copy-of select="@xml:lang"/><xsl:value-of select="."/></xsl:element>
          </xsl:for-each>
        </cmdp:OLAC-DcmiTerms>
      </Components>
    </CMD>
  </xsl:template>

</xsl:stylesheet>
