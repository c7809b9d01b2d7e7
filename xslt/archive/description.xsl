<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what archives and catalogues want to know of the edition and of each text, once, as data from the TEI headers: every format of
     description is made of it. Input: a resolved teiCorpus; `$released` is the version where it is that of a release, else empty.
     Output: archive:descriptions/archive:item[@kind = ('edition', 'text')]; what the headers do not say is absent, and never made up. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:archive="urn:edition:archive"
    xmlns:cite="urn:edition:cite"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:link="urn:edition:link"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/label.xsl"/>
  <xsl:import href="../common/link.xsl"/>
  <xsl:import href="../cite/item.xsl"/>

  <xsl:param name="released" as="xs:string" select="''"/>

  <xsl:output indent="yes"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="item" on-no-match="fail"/>
  <xsl:mode name="statement" on-no-match="deep-skip"/>

  <xsl:variable name="corpus" as="element(teiCorpus)" select="/teiCorpus"/>
  <xsl:variable name="header" as="element(teiHeader)" select="$corpus/teiHeader"/>
  <xsl:variable name="base" as="xs:string?" select="cite:base($corpus)"/>

  <xsl:template match="/" as="element(archive:descriptions)">
    <archive:descriptions>
      <xsl:apply-templates select="teiCorpus, teiCorpus/TEI[@type = 'text']" mode="item"/>
    </archive:descriptions>
  </xsl:template>

  <xsl:template match="teiCorpus | TEI" mode="item" as="element(archive:item)">
    <xsl:variable name="own" as="element(teiHeader)" select="teiHeader"/>
    <archive:item name="{(@xml:id, replace(@xml:base, '^.*/|\.xml$', ''))[1]}" kind="{if (self::TEI) then 'text' else 'edition'}" file="{replace(@xml:base, '^tei:/edition/', '')}" page="{(link:page(.)[current()/self::TEI], 'index.html')[1]}">
      <xsl:apply-templates select="$own/fileDesc/titleStmt/title" mode="statement"/>
      <xsl:apply-templates select="($own[fileDesc/titleStmt/(author, editor)], $header)[1]/fileDesc/titleStmt/(author, editor)" mode="statement"/>
      <xsl:apply-templates select="($own, $header)/fileDesc/publicationStmt/publisher" mode="statement"/>
      <xsl:for-each select="($header/fileDesc/publicationStmt/publisher//@ref)[matches(., '^https://ror\.org/0[a-z0-9]{8}$')][1]"><archive:ror><xsl:value-of select="."/></archive:ror></xsl:for-each>
      <xsl:apply-templates select="$header/fileDesc/publicationStmt/(.//email | date)" mode="statement"/>
      <xsl:apply-templates select="$header/fileDesc/titleStmt/respStmt[resp]" mode="statement"/>
      <xsl:for-each select="$header/fileDesc/editionStmt/edition/@n"><archive:version><xsl:value-of select="normalize-space(.)"/></archive:version></xsl:for-each>
      <xsl:for-each select="$own/profileDesc/langUsage/language/@ident"><archive:language><xsl:value-of select="."/></archive:language></xsl:for-each>
      <xsl:for-each select="(text/@xml:lang, $own/profileDesc/langUsage/language[1]/@ident)[1]"><archive:main-language><xsl:value-of select="."/></archive:main-language></xsl:for-each>
      <xsl:apply-templates select="$own/profileDesc/abstract, self::teiCorpus/teiHeader/encodingDesc/projectDesc" mode="statement"/>
      <xsl:for-each select="($own/fileDesc/publicationStmt/availability, $header/fileDesc/publicationStmt/availability)[licence][1]">
        <xsl:apply-templates select="licence, p" mode="statement"/>
      </xsl:for-each>
      <xsl:for-each select="cite:doi($own)"><archive:doi><xsl:value-of select="."/></archive:doi></xsl:for-each>
      <xsl:for-each select="($own/fileDesc/publicationStmt/idno[@type = 'ARK'] ! normalize-space())[matches(., '^ark:/?[0-9a-z]+/\S+$')][1]"><archive:ark><xsl:value-of select="."/></archive:ark></xsl:for-each>
      <xsl:variable name="page" as="xs:string" select="cite:path(., 'en')"/>
      <xsl:for-each select="$base"><archive:url base="{.}"><xsl:value-of select=". || ('v/' || $released || '/')[$released] || $page"/></archive:url></xsl:for-each>
      <xsl:sequence select="archive:subjects(.)"/>
      <xsl:apply-templates select="$own/fileDesc/sourceDesc//bibl[@type = 'source']" mode="statement"/>
    </archive:item>
  </xsl:template>

  <xsl:template match="title" mode="statement" as="element(archive:title)">
    <archive:title kind="{if (@type = 'sub') then 'sub' else 'main'}" xml:lang="{language:of(.)}"><xsl:value-of select="normalize-space()"/></archive:title>
  </xsl:template>

  <xsl:template match="author | editor" mode="statement" as="element(archive:creator)">
    <archive:creator><xsl:value-of select="normalize-space()"/></archive:creator>
  </xsl:template>

  <xsl:template match="publisher" mode="statement" as="element(archive:publisher)">
    <archive:publisher><xsl:value-of select="normalize-space()"/></archive:publisher>
  </xsl:template>

  <xsl:template match="email" mode="statement" as="element(archive:contact)">
    <archive:contact><xsl:value-of select="normalize-space()"/></archive:contact>
  </xsl:template>

  <xsl:template match="date[@when]" mode="statement" as="element(archive:date)">
    <archive:date><xsl:value-of select="@when"/></archive:date>
  </xsl:template>

  <!-- A step of the work is done by a body; what it did is said of the step. -->
  <xsl:template match="respStmt" mode="statement" as="element(archive:step)*">
    <xsl:for-each select="(orgName, persName, name)[1]">
      <archive:step what="{label:in(../resp, 'en')[1] ! normalize-space()}"><xsl:value-of select="normalize-space()"/></archive:step>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="abstract | projectDesc" mode="statement" as="element(archive:abstract)">
    <archive:abstract xml:lang="{language:of(.)}"><xsl:value-of select="string-join((p, .[not(p)]) ! normalize-space(), '&#10;&#10;')"/></archive:abstract>
  </xsl:template>

  <xsl:template match="licence" mode="statement" as="element(archive:licence)">
    <archive:licence><xsl:copy-of select="@target[link:safe(.)]"/><xsl:value-of select="normalize-space()"/></archive:licence>
  </xsl:template>

  <xsl:template match="availability/p" mode="statement" as="element(archive:rights)">
    <archive:rights><xsl:value-of select="normalize-space()"/></archive:rights>
  </xsl:template>

  <xsl:template match="bibl" mode="statement" as="element(archive:source)">
    <archive:source>
      <xsl:copy-of select="@cert"/>
      <xsl:for-each select="ref/@target[link:safe(.)]"><archive:url><xsl:value-of select="."/></archive:url></xsl:for-each>
      <archive:words><xsl:value-of select="string-join((author ! normalize-space(), title ! normalize-space(), date ! normalize-space()), ', ')"/></archive:words>
    </archive:source>
  </xsl:template>

  <xsl:template match="date" mode="statement" as="empty-sequence()"/>

  <!-- What a text is about, as far as the markup tells: the events that it names and that have an identifier; of the edition, those of all its texts. -->
  <xsl:function name="archive:subjects" as="element(archive:subject)*">
    <xsl:param name="item" as="element()"/>
    <xsl:variable name="pointers" as="xs:string*" select="$item//text//eventName/@ref ! tokenize(.) ! substring-after(., '#')"/>
    <xsl:for-each select="$corpus/TEI[@type = 'authority']/standOff/listEvent/event[@xml:id = $pointers][idno[@type = 'wikidata']]">
      <xsl:sort select="@xml:id"/>
      <archive:subject wikidata="{idno[@type = 'wikidata'][1] ! normalize-space()}">
        <xsl:for-each select="eventName[@type = 'preferred']"><archive:name xml:lang="{language:of(.)}"><xsl:value-of select="normalize-space()"/></archive:name></xsl:for-each>
      </archive:subject>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
