<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page on how differences between the passes over a text were decided: per text a table of who said what of which words, what
     is published, the reason and its rule. Input: site:page[@name = 'adjudication'] in a corpus that has a site:decision for each decision:
     @target, @rule, the note, and site:difference[@kind][@words]/site:said[@step][@meaning]. Output: the page's main. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:fn="http://www.w3.org/2005/xpath-functions"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xmlns:reference="urn:edition:reference"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="site:page[@name = 'adjudication']" mode="style" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}home.css"/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'adjudication']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="decisions" as="element(site:decision)+" select="../site:decision"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.adjudication', $lang)"/></h1></header>
    <p class="lead"><xsl:value-of select="label:of('adjudication.lead', $lang, (string(count($decisions/site:difference)), string(count($decisions))))"/></p>
    <p class="more"><a href="about.html#about.method"><xsl:value-of select="label:of('about.method', $lang)"/></a></p>
    <xsl:for-each-group select="$decisions" group-by="key('link:id', @target)/ancestor::TEI[1]/@xml:id">
      <xsl:variable name="text" as="element(TEI)" select="key('link:id', @target)/ancestor::TEI[1]"/>
      <section>
        <h2 id="{$text/@xml:id}"><a href="{$text/@xml:id}.html"><xsl:value-of select="page:title($text, $lang)"/></a></h2>
        <div class="scroll" role="region" tabindex="0" aria-labelledby="{$text/@xml:id}">
          <table class="decisions">
            <thead><tr>
              <th scope="col"><xsl:value-of select="label:of('emendations.place', $lang)"/></th>
              <th scope="col"><xsl:value-of select="label:of('adjudication.words', $lang)"/></th>
              <xsl:apply-templates select="site:difference[1]/site:said" mode="step"/>
              <th scope="col"><xsl:value-of select="label:of('adjudication.reason', $lang)"/></th>
            </tr></thead>
            <tbody><xsl:apply-templates select="current-group()/site:difference" mode="difference"/></tbody>
          </table>
        </div>
      </section>
    </xsl:for-each-group>
  </xsl:template>

  <!-- The heading of a step: the published text, or what the header calls a pass. -->
  <xsl:mode name="step" on-no-match="fail"/>

  <xsl:template match="site:said" mode="step" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <th scope="col"><xsl:apply-templates select="(key('link:id', '#' || @step)[self::respStmt], .)[1]" mode="step-name"/></th>
  </xsl:template>

  <xsl:mode name="step-name" on-no-match="fail"/>

  <xsl:template match="respStmt" mode="step-name" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="normalize-space(label:in(resp, $lang))"/>
  </xsl:template>

  <xsl:template match="site:said" mode="step-name" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('adjudication.published', $lang)"/>
  </xsl:template>

  <!-- A row for each mark in question; place and reason stand once for all that one decision is about. -->
  <xsl:mode name="difference" on-no-match="fail"/>

  <xsl:template match="site:difference" mode="difference" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="sentence" as="element()" select="key('link:id', ../@target)"/>
    <xsl:variable name="span" as="attribute(rowspan)"><xsl:attribute name="rowspan" select="count(../site:difference)"/></xsl:variable>
    <xsl:variable name="first" as="xs:boolean" select="empty(preceding-sibling::site:difference)"/>
    <tr>
      <xsl:if test="$first">
        <th scope="rowgroup"><xsl:sequence select="$span"/><a href="{link:page($sentence)}{../@target}"><xsl:value-of select="reference:short($sentence)"/></a></th>
      </xsl:if>
      <td><span lang="{html:lang($sentence)}"><xsl:value-of select="@words"/></span><xsl:text> </xsl:text><small><xsl:value-of select="label:of('mark.' || @kind, $lang)"/></small></td>
      <xsl:apply-templates select="site:said" mode="difference"><xsl:with-param name="tongue" select="html:lang($sentence)"/></xsl:apply-templates>
      <xsl:if test="$first">
        <td class="reason"><xsl:sequence select="$span"/><xsl:apply-templates select="../note" mode="decision"/><xsl:text> </xsl:text><small><xsl:apply-templates select="../@rule" mode="decision"/></small></td>
      </xsl:if>
    </tr>
  </xsl:template>

  <xsl:template match="site:said" mode="difference" as="element()">
    <td>–</td>
  </xsl:template>

  <xsl:template match="site:said[@meaning = '']" mode="difference" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <td><xsl:value-of select="label:of('adjudication.marked', $lang)"/></td>
  </xsl:template>

  <!-- What a mark means: entries and classes by their names, values of attributes alone, words of the text in its language. -->
  <xsl:template match="site:said[@meaning ne '']" mode="difference" as="element()">
    <xsl:param name="tongue" as="xs:string"/>
    <xsl:variable name="said" as="element()" select="."/>
    <td>
      <xsl:for-each select="analyze-string(replace(@meaning, ' (to|notAfter)=', '/'), '(\w+=)?\w+:([\w.\-]+)|“.*”$|(\w+)=')/*">
        <xsl:apply-templates select="." mode="meaning"><xsl:with-param name="said" select="$said" tunnel="yes"/><xsl:with-param name="tongue" select="$tongue" tunnel="yes"/></xsl:apply-templates>
      </xsl:for-each>
    </td>
  </xsl:template>

  <xsl:mode name="meaning" on-no-match="fail"/>

  <xsl:template match="fn:non-match" mode="meaning" as="text()">
    <xsl:value-of select="."/>
  </xsl:template>

  <!-- The name of an attribute: what its value is, the kind of the mark says. -->
  <xsl:template match="fn:match" mode="meaning" as="empty-sequence()"/>

  <xsl:template match="fn:match[starts-with(., '“')]" mode="meaning" as="element()">
    <xsl:param name="tongue" as="xs:string" tunnel="yes"/>
    <span lang="{$tongue}"><xsl:value-of select="."/></span>
  </xsl:template>

  <xsl:template match="fn:match[fn:group[@nr = '2']]" mode="meaning" as="item()">
    <xsl:param name="said" as="element()" tunnel="yes"/>
    <xsl:variable name="meant" as="element()?" select="key('link:id', '#' || fn:group[@nr = '2'], root($said))"/>
    <xsl:choose>
      <xsl:when test="$meant"><a href="{link:page($meant)}{'#'[not($meant/ancestor::standOff)] || $meant/@xml:id[not($meant/ancestor::standOff)]}"><xsl:apply-templates select="$meant" mode="pointed-at"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="fn:group[@nr = '2']"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The reason in its own language, and the rule. -->
  <xsl:mode name="decision" on-no-match="fail"/>

  <xsl:template match="note" mode="decision" as="element()">
    <span lang="{html:lang(.)}"><xsl:apply-templates select="node() except mentioned[not(preceding-sibling::text()[matches(., ':')])]" mode="reason"/></span>
  </xsl:template>

  <!-- The words in question stand in a column of their own: what is left of the list of them is the colon after it. -->
  <xsl:mode name="reason" on-no-match="fail"/>

  <xsl:template match="*" mode="reason" as="item()*">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <xsl:template match="text()" mode="reason" as="text()">
    <xsl:value-of select="if (preceding-sibling::text()[matches(., ':')]) then . else replace(., '^[^:]*:\s*|^\s+$', '')"/>
  </xsl:template>

  <xsl:template match="@rule" mode="decision" as="item()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:for-each select="tokenize(.) ! key('link:id', ., root(current()))">
      <xsl:value-of select="if (position() gt 1) then ', ' else ''"/>
      <a href="{link:page(.)}#{@xml:id}"><xsl:value-of select="label:of('rule', $lang, @n)"/></a>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
