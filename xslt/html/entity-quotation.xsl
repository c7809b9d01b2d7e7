<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what is quoted from an entry of a register: on its page, each quotation; in the register, its places. Input: the entry in the
     corpus. Output: a section; a list. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xmlns:quotation="urn:edition:quotation"
    xmlns:reading="urn:edition:reading"
    xmlns:reference="urn:edition:reference"
    xmlns:register="urn:edition:register"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Quotations: whose words they are, or what they are taken from; a chain is one quotation -->

  <xsl:key name="spoken" match="text//said[@who] | text//quote[@who] | text//q[@who] | text//soCalled[@who]" use="tokenize(@who)"/>
  <xsl:key name="taken" match="text//said[@source] | text//quote[@source] | text//q[@source] | text//soCalled[@source]" use="tokenize(@source)"/>

  <xsl:mode name="quoted" on-no-match="fail"/>

  <xsl:template match="*" mode="quoted" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:sequence select="register:quotations('entity.spoken', key('spoken', '#' || @xml:id), $lang), register:quotations('entity.quoted', key('taken', '#' || @xml:id), $lang)"/>
  </xsl:template>

  <xsl:function name="register:quotations" as="element()*">
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="heads" as="element()*" select="($parts ! quotation:chain(.)[1]) | ()"/>
    <xsl:if test="$heads">
      <section class="quotations" aria-labelledby="{$term}">
        <h2 id="{$term}"><xsl:value-of select="label:of($term, $lang)"/><xsl:text> </xsl:text><span class="count"><xsl:value-of select="count($heads)"/></span></h2>
        <ol class="kwic">
          <xsl:apply-templates select="$heads" mode="quotation"><xsl:with-param name="lang" select="$lang" tunnel="yes"/></xsl:apply-templates>
        </ol>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- In the register: the sentences in which the quotations begin, as those of mentions stand there (register.xsl). -->
  <xsl:mode name="quoted-places" on-no-match="fail"/>

  <xsl:template match="*" mode="quoted-places" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="parts" as="element()*" select="key('spoken', '#' || @xml:id) | key('taken', '#' || @xml:id)"/>
    <xsl:where-populated>
      <ul class="places" aria-label="{label:of('entity.quoted', $lang)}">
        <xsl:for-each-group select="($parts ! quotation:chain(.)[1]) | ()" group-by="ancestor::TEI[1]/@xml:id">
          <li>
            <span class="text"><xsl:value-of select="page:title(ancestor::TEI[1], $lang)"/></span>
            <xsl:for-each select="current-group()/ancestor::s[1]">
              <xsl:text> </xsl:text>
              <a href="{link:page(.)}#{@xml:id}"><xsl:value-of select="reference:short(.)"/></a>
            </xsl:for-each>
          </li>
        </xsl:for-each-group>
      </ul>
    </xsl:where-populated>
  </xsl:template>

  <xsl:mode name="quotation" on-no-match="fail"/>

  <xsl:template match="*" mode="quotation" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="text" as="element(TEI)" select="ancestor::TEI[1]"/>
    <li>
      <a class="place" href="{$text/@xml:id}.html#{ancestor::s[1]/@xml:id}"><xsl:value-of select="reference:short(.)"/></a>
      <xsl:text> </xsl:text>
      <span class="words" lang="{html:lang(.)}"><xsl:value-of select="string-join(quotation:chain(.) ! reading:critical(.), ' … ')"/></span>
      <span class="details"><xsl:value-of select="string-join((quotation:origin(., $lang)[. ne ''], page:title($text, $lang), distinct-values(quotation:chain(.)/@cert) ! label:of('cert.' || ., $lang)), ' · ')"/></span>
    </li>
  </xsl:template>

</xsl:stylesheet>
