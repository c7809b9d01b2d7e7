<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: names and dates. A name may stand in another (a party in the name of its congress), a link may not stand in a link:
     so each piece of text links to the entry of the innermost name around it, and the name itself is a span. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:link="urn:edition:link"
    xmlns:reading="urn:edition:reading"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="persName | placeName | orgName | eventName | rs | name | country | region | settlement | district | bloc | geogName | surname | forename | objectName | text//title[@ref]" as="element()">
    <xsl:sequence select="html:named(., 'name')"/>
  </xsl:template>

  <!-- Initials and the name after them stay on one line. -->
  <xsl:template match="persName[matches(reading:critical(.), '^(\p{Lu}\.\s?)+\S{1,20}$')]" priority="1" as="element()">
    <xsl:sequence select="html:named(., 'name initials')"/>
  </xsl:template>

  <!-- A name that is one link is the link. One all of whose words belong to names within it has no link of its own; it says where it leads. -->
  <xsl:function name="html:named" as="element()">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="class" as="xs:string"/>
    <xsl:variable name="words" as="node()*"><xsl:apply-templates select="$name/node()"/></xsl:variable>
    <xsl:variable name="link" as="element()?" select="$words[self::Q{}a][not(@class)][count($words) = 1]"/>
    <xsl:element name="{if ($link) then 'a' else 'span'}">
      <xsl:attribute name="class" select="$class"/>
      <xsl:apply-templates select="$name[@ref][not(.//text()[normalize-space()][ancestor::*[@ref][1] is $name])]/@ref" mode="leads"/>
      <xsl:sequence select="html:common($name), if ($link) then $link/(@href, node()) else $words"/>
    </xsl:element>
  </xsl:function>

  <xsl:template match="text()[normalize-space()][ancestor::*[@ref]][not(parent::g)][not(ancestor::note[1] >> ancestor::*[@ref][1])]" as="item()">
    <xsl:variable name="address" as="xs:string?" select="(tokenize(ancestor::*[@ref][1]/@ref) ! link:address(., current()/..))[1]"/>
    <xsl:apply-templates select="." mode="entry-link">
      <xsl:with-param name="address" select="$address"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:mode name="leads" on-no-match="fail"/>

  <xsl:template match="@ref" mode="leads" as="attribute(data-leads)?">
    <xsl:where-populated><xsl:attribute name="data-leads" select="(tokenize(.) ! link:address(., current()/..))[1] ! replace(., '^.*#', '')"/></xsl:where-populated>
  </xsl:template>

  <xsl:mode name="entry-link" on-no-match="fail"/>

  <!-- An entry that has a page of its own begins with it. -->
  <xsl:template match="text()" mode="entry-link" as="item()">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:variable name="link" as="element()"><a href="{replace($address, '^([^#]+)\.html#\1$', '$1.html')}"><xsl:value-of select="."/></a></xsl:variable>
    <xsl:sequence select="if ($address) then $link else ."/>
  </xsl:template>

  <xsl:template match="date" as="element()">
    <span class="date"><xsl:sequence select="html:common(.), html:normal(.)"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="date[matches(@when, '^\d{4}(-\d\d){0,2}$') and @when ge '0001' and (@when || substring('-01-01', string-length(@when) - 3)) castable as xs:date]" as="element()">
    <time class="date" datetime="{@when}"><xsl:sequence select="html:common(.), html:normal(.)"/><xsl:apply-templates/></time>
  </xsl:template>

  <!-- The normal form of a date, shown on hovering: 1922-04-16, 1926-03-25/1926-03-30. -->
  <xsl:function name="html:normal" as="attribute(title)?">
    <xsl:param name="date" as="element(date)"/>
    <xsl:where-populated>
      <xsl:attribute name="title" select="string-join(distinct-values($date/(@when, @from, @notBefore, @to, @notAfter)), '/')"/>
    </xsl:where-populated>
  </xsl:function>

</xsl:stylesheet>
