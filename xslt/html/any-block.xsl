<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: in any document what is a phrase in one place may be a block in another; the templates for blocks of that kind. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xmlns:html="urn:edition:html"
    xmlns:language="urn:edition:language"
    xmlns:note="urn:edition:note"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- One level below the heading of what it stands in. -->
  <xsl:template match="head" as="element()">
    <xsl:element name="h{min((6, 1 + count(ancestor::*[head])))}">
      <xsl:sequence select="html:common(.)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="(quote | q | said | cit)[@display:as = 'block']" priority="2" as="element()">
    <blockquote class="{local-name()}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></blockquote>
  </xsl:template>

  <xsl:template match="cit[@display:as = 'block']/quote[@display:as = 'block']" priority="3" as="element()">
    <div class="quote"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- Whatever is a span elsewhere. -->
  <xsl:template match="(bibl | label | idno | address | addrLine | desc | note | num | measure | author | editor | title | persName | placeName | orgName | name | rs | date | term | gloss | foreign | emph | hi | seg | add | unclear | supplied | damage | del)[@display:as = 'block'][not(self::label[parent::list])]" priority="3" as="element()">
    <div class="{local-name()}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates select="@n | @type" mode="shown"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- What a division without a heading is, the style sheet may draw. -->
  <xsl:template match="div[@type = 'note'] | div[@type][not(head)]" as="element()">
    <div class="div"><xsl:sequence select="html:common(.)"/><xsl:apply-templates select="@n | @type | @subtype" mode="shown"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="item[not(parent::list)]" as="element()">
    <div class="item"><xsl:sequence select="html:common(.)"/><xsl:apply-templates select="@n" mode="shown"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="list/item[@n]" as="element()">
    <div class="item" role="listitem"><xsl:sequence select="html:common(.)"/><xsl:apply-templates select="@n" mode="shown"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="seg[@type = 'note']" as="element()">
    <span class="seg" data-type="note"><xsl:sequence select="html:common(.)"/><xsl:apply-templates select="@n" mode="shown"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="ab | l | stage | sp" as="element()">
    <div class="{local-name()}">
      <xsl:sequence select="html:common(.)"/>
      <xsl:apply-templates select="@n | @type | @who" mode="shown"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A verse that several speakers share: its later parts begin where the earlier end. -->
  <xsl:template match="l[@part = ('M', 'F')]" priority="1" as="element()">
    <xsl:variable name="begins" as="element(l)?" select="preceding::l[1][@part = ('I', 'M')]"/>
    <div class="l shared">
      <xsl:sequence select="html:common(.)[name() ne 'style']"/>
      <xsl:attribute name="style" select="'--before:' || html:before($begins, 12) || 'ch'"/>
      <xsl:apply-templates select="@n" mode="shown"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- How many characters of a shared verse, which has so many parts at most, stand before its next part. -->
  <xsl:function name="html:before" as="xs:integer">
    <xsl:param name="part" as="element(l)?"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:sequence select="if (empty($part)) then 0 else string-length(normalize-space(string-join($part//text()[not(ancestor::note | ancestor::stage)]))) + (if ($part/@part = 'M' and $most gt 1) then html:before($part/preceding::l[1][@part = ('I', 'M')], $most - 1) else 0)"/>
  </xsl:function>

  <!-- A note under the number or sign that it has in the text, which leads back; in all languages that it has, for this is the only page. -->
  <xsl:template match="note | noteGrp" mode="entries" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li id="{@xml:id}">
      <a role="doc-backlink" href="#{@xml:id}.key"><xsl:value-of select="@n"/></a>
      <xsl:variable name="first" as="element(note)*" select="language:chosen(note:members(.), $lang)"/>
      <xsl:for-each select="$first, note:members(.) except $first">
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="." mode="words"/>
      </xsl:for-each>
      <xsl:apply-templates select="@cert" mode="entries"/>
    </li>
  </xsl:template>

</xsl:stylesheet>
