<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: how to cite, on a page: references, links to the records, the records themselves, and the block at the end of each text.
     Input: an element that has a page. Output: HTML. What is cited, and how, is said in the folder cite. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../cite/form.xsl"/>
  <xsl:import href="metadata.xsl"/>

  <xsl:mode name="cite:html" on-no-match="fail"/>

  <!-- Pages that are no texts are called what menus call them; every page is where the site has it. -->
  <xsl:template match="TEI[not(text)] | teiHeader | site:page | standOff/*/*" mode="cite:title" as="element(cite:title)">
    <cite:title><xsl:apply-templates select="." mode="short-title"/></cite:title>
  </xsl:template>

  <!-- The page with the source of a text is cited as the text is. -->
  <xsl:template match="site:page[@text]" mode="cite:title" priority="1" as="element(cite:title)">
    <xsl:apply-templates select="key('link:id', @text)" mode="#current"/>
  </xsl:template>

  <xsl:function name="cite:path" as="xs:string">
    <xsl:param name="page" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="page:folder($page, $lang) || page:file($page)[not($page/self::teiCorpus)]"/>
  </xsl:function>

  <xsl:function name="cite:release" as="xs:string">
    <xsl:param name="corpus" as="element()"/>
    <xsl:sequence select="string($corpus/site:ledger[not(@draft or @kept)]/@version ! ('v/' || . || '/'))"/>
  </xsl:function>

  <xsl:function name="cite:file" as="xs:string">
    <xsl:param name="page" as="element()"/>
    <xsl:param name="format" as="xs:string"/>
    <xsl:sequence select="($page[self::teiCorpus] ! 'edition', string($page/@xml:id))[1] || '.' || $format"/>
  </xsl:function>

  <!-- A form as HTML: titles that stand by themselves, and slots for the script. -->
  <xsl:template match="text()" mode="cite:html" as="text()">
    <xsl:copy/>
  </xsl:template>

  <xsl:template match="cite:work" mode="cite:html" as="element(Q{}cite)">
    <cite><xsl:value-of select="."/></cite>
  </xsl:template>

  <xsl:template match="cite:slot" mode="cite:html" as="element(Q{}span)">
    <span data-slot="{@name}" data-before="{cite:before}" data-after="{cite:after}"><xsl:value-of select="string()[current()/cite:value/text()]"/></span>
  </xsl:template>

  <!-- The block at the end of a text: the references, the source, the files of records. A script makes the buttons, and fetches the dialog. -->
  <xsl:template match="TEI[text]" mode="citation" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <section class="citation" lang="{$lang}" aria-labelledby="citation" data-dialog="{@xml:id}.cite.js" data-open="{label:of('cite.passage', $lang)}">
      <h2 id="citation"><xsl:value-of select="label:of('cite.title', $lang)"/></h2>
      <xsl:apply-templates select="." mode="cite:references"/>
    </section>
  </xsl:template>

  <xsl:mode name="cite:references" on-no-match="fail"/>

  <xsl:template match="teiCorpus | TEI" mode="cite:references" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="page" as="element()" select="."/>
    <xsl:variable name="item" as="element(cite:item)" select="cite:item(., $lang, 'html')"/>
    <dl class="references">
      <xsl:for-each select="$cite:style-order">
        <dt><xsl:value-of select="label:of('cite.form.' || ., $lang)"/></dt>
        <dd lang="{$cite:styles(.)}" data-form="{.}"><xsl:apply-templates select="cite:form($page, ., $lang)" mode="cite:html"/></dd>
      </xsl:for-each>
    </dl>
    <xsl:where-populated><p class="remark"><xsl:apply-templates select="$item[cite:source]" mode="cite:remark"/></p></xsl:where-populated>
    <p class="files"><xsl:value-of select="label:of('cite.files', $lang)"/><xsl:apply-templates select="." mode="cite:links"/></p>
  </xsl:template>

  <xsl:mode name="cite:records" on-no-match="fail"/>

  <xsl:template match="teiCorpus | TEI" mode="cite:records" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="page" as="element()" select="."/>
    <details class="records">
      <summary><xsl:value-of select="label:of('cite.records', $lang)"/></summary>
      <xsl:for-each select="$cite:formats">
        <p><xsl:value-of select="label:of('cite.form.' || ., $lang)"/></p>
        <xsl:apply-templates select="$page" mode="cite:pre"><xsl:with-param name="format" select="."/></xsl:apply-templates>
      </xsl:for-each>
    </details>
  </xsl:template>

  <xsl:mode name="cite:pre" on-no-match="fail"/>

  <xsl:template match="teiCorpus | TEI" mode="cite:pre" as="element(Q{}pre)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:param name="format" as="xs:string"/>
    <pre data-form="{$format}" tabindex="0" role="region" aria-label="{label:of('cite.form.' || $format, $lang)}"><xsl:apply-templates select="cite:form(., $format, $lang)" mode="cite:html"/></pre>
  </xsl:template>

  <xsl:mode name="cite:links" on-no-match="fail"/>

  <xsl:template match="teiCorpus | TEI" mode="cite:links" as="node()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="page" as="element()" select="."/>
    <xsl:for-each select="$cite:formats">
      <xsl:if test="position() gt 1"><xsl:text> · </xsl:text></xsl:if>
      <a href="{cite:file($page, .)}" download="{cite:file($page, .)}"><xsl:value-of select="label:of('cite.form.' || ., $lang)"/></a>
    </xsl:for-each>
  </xsl:template>

  <!-- What is said of the source, each name and title in its language. -->
  <xsl:mode name="cite:remark" on-no-match="fail"/>

  <xsl:template match="cite:item" mode="cite:remark" as="node()+">
    <xsl:variable name="frame" as="xs:string" select="label:of('cite.source', @xml:lang, '&#xE000;')"/>
    <xsl:value-of select="substring-before($frame, '&#xE000;')"/>
    <xsl:for-each select="cite:source">
      <xsl:if test="position() gt 1"><xsl:text>; </xsl:text></xsl:if>
      <xsl:apply-templates select="*" mode="#current"/>
    </xsl:for-each>
    <xsl:value-of select="substring-after($frame, '&#xE000;') || ' '"/>
    <xsl:for-each select="cite:source[1]/@cert"><xsl:value-of select="label:of('identification', ../../@xml:lang, label:of('cert.' || ., ../../@xml:lang)) || ' '"/></xsl:for-each>
    <xsl:value-of select="label:of('cite.source.author', @xml:lang)[current()/cite:source/cite:author]"/>
  </xsl:template>

  <xsl:template match="cite:source/*" mode="cite:remark" as="node()+">
    <xsl:if test="preceding-sibling::*"><xsl:text>, </xsl:text></xsl:if>
    <xsl:apply-templates select="." mode="cite:phrase"/>
  </xsl:template>

  <xsl:mode name="cite:phrase" on-no-match="fail"/>
  <xsl:template match="cite:author" mode="cite:phrase" as="element(Q{}span)"><span><xsl:sequence select="cite:lang(.)"/><xsl:value-of select="."/></span></xsl:template>
  <xsl:template match="cite:work" mode="cite:phrase" as="element(Q{}cite)"><cite><xsl:sequence select="cite:lang(.)"/><xsl:value-of select="."/></cite></xsl:template>
  <xsl:template match="cite:date" mode="cite:phrase" as="text()"><xsl:value-of select="."/></xsl:template>

  <xsl:function name="cite:lang" as="attribute(lang)?">
    <xsl:param name="words" as="element()"/>
    <xsl:for-each select="$words/@xml:lang[. ne '']"><xsl:attribute name="lang" select="."/></xsl:for-each>
  </xsl:function>

  <!-- What the script says when it copies. -->
  <xsl:function name="cite:labels" as="attribute()+">
    <xsl:param name="lang" as="xs:string"/>
    <xsl:for-each select="'copy', 'copied', 'failed'"><xsl:attribute name="data-{.}" select="label:of('cite.' || ., $lang, '{}')"/></xsl:for-each>
  </xsl:function>

  <!-- What these pages load. -->
  <xsl:template match="TEI[text] | site:page[@name = 'cite']" mode="style" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}cite.css"/>
  </xsl:template>

  <xsl:template match="TEI[text] | site:page[@name = 'cite']" mode="script" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <script src="{page:assets(., $lang)}{if (self::TEI) then 'cite-open' else 'cite'}.js" defer="defer"/>
  </xsl:template>

</xsl:stylesheet>
