<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the apparatus of each text as data, for every format to print.
     Input: TEI with identified emendations. Output: the same; each TEI ends in standOff[@type='apparatus']/listApp, one `app` an emendation:
     @type what it is, @corresp where it is, @loc its reference (`4.2`), @resp @cert @ana @reason as the editors gave them,
     `lem` the critical reading, each `rdg` another: the source's, that of witnesses (@wit). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:reading="urn:edition:reading"
    xmlns="http://www.tei-c.org/ns/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/reading.xsl"/>

  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:mode name="entry" on-no-match="fail"/>
  <xsl:mode name="kind" on-no-match="fail"/>

  <xsl:template match="TEI[text or sourceDoc]" as="element(TEI)">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
      <standOff type="apparatus">
        <listApp>
          <xsl:apply-templates select="(text//(choice | surplus | gap[@resp][not(desc)] | supplied[@resp] | app | subst) | sourceDoc//(choice | app))[not(ancestor::choice)]" mode="entry"/>
        </listApp>
      </standOff>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="*" mode="entry" as="element(app)">
    <xsl:variable name="editorial" as="element()" select="((corr | reg | expan[not(.//ex)])[1], .)[1]"/>
    <app corresp="#{@xml:id}">
      <xsl:attribute name="type"><xsl:apply-templates select="$editorial" mode="kind"/></xsl:attribute>
      <xsl:where-populated><xsl:attribute name="loc" select="string-join((ancestor::p[1]/@n, ancestor::s[1]/@n), '.')"/></xsl:where-populated>
      <xsl:copy-of select="@reason, $editorial/(@resp, @cert, @ana)"/>
      <lem><xsl:value-of select="reading:critical(.)"/></lem>
      <xsl:apply-templates select="., self::choice//app" mode="readings"/>
      <xsl:apply-templates select="expan[not(.//ex)]" mode="entry"/>
    </app>
  </xsl:template>

  <xsl:mode name="readings" on-no-match="fail"/>

  <xsl:template match="*" mode="readings" as="element(rdg)">
    <rdg><xsl:value-of select="reading:source(.)"/></rdg>
  </xsl:template>

  <!-- What is lost or abbreviated in the source is restored in its reading, too, where editors did so. -->
  <xsl:template match="choice[reading:transmitted(.)[.//supplied or .//ex]]" mode="readings" as="element(rdg)">
    <rdg><xsl:value-of select="reading:critical(reading:transmitted(.))"/></rdg>
  </xsl:template>

  <!-- Where there are more than two, each has its own. -->
  <xsl:template match="choice[not(expan[not(.//ex)])]" mode="readings" priority="1" as="element(rdg)+">
    <xsl:if test="not(reading:chosen(.) is reading:transmitted(.)) or count(*) = 1"><xsl:next-match/></xsl:if>
    <xsl:for-each select="* except (reading:chosen(.), reading:transmitted(.))"><rdg><xsl:value-of select="reading:critical(.)"/></rdg></xsl:for-each>
  </xsl:template>

  <xsl:template match="app" mode="readings" as="element(rdg)*">
    <xsl:apply-templates select=".//(lem | rdg)[ancestor::app[1] is current()] except reading:lemma(.)" mode="reading"/>
  </xsl:template>

  <xsl:template match="subst" mode="readings" as="element(rdg)*">
    <xsl:for-each select="del"><rdg><xsl:value-of select="reading:critical(node())"/></rdg></xsl:for-each>
  </xsl:template>

  <xsl:mode name="reading" on-no-match="fail"/>

  <xsl:template match="lem | rdg" mode="reading" as="element(rdg)">
    <rdg><xsl:copy-of select="@wit | @cause | @type"/><xsl:value-of select="reading:critical(.)"/></rdg>
  </xsl:template>

  <xsl:template match="expan" mode="entry" as="element(note)">
    <note type="expansion"><xsl:value-of select="reading:critical(.)"/></note>
  </xsl:template>

  <xsl:template match="corr" mode="kind" as="text()">correction</xsl:template>
  <xsl:template match="reg" mode="kind" as="text()">regularization</xsl:template>
  <xsl:template match="expan" mode="kind" as="text()">expansion</xsl:template>
  <xsl:template match="app" mode="kind" as="text()">variant</xsl:template>
  <xsl:template match="subst" mode="kind" as="text()">substitution</xsl:template>
  <xsl:template match="surplus | gap | supplied | choice" mode="kind" as="text()"><xsl:value-of select="local-name()"/></xsl:template>

</xsl:stylesheet>
