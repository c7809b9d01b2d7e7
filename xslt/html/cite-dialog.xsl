<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the dialog in which a passage is chosen and cited. Input: a text of the corpus. Output: file[@name], a script that holds the dialog
     as HTML, which the page of the text fetches when its reader wants to cite. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:page="urn:edition:page"
    xmlns:reading="urn:edition:reading"
    xmlns:reference="urn:edition:reference"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="cite:passage" on-no-match="deep-skip"/>

  <xsl:template match="teiCorpus" mode="data" as="element()*">
    <xsl:variable name="corpus" as="element()" select="."/>
    <xsl:next-match/>
    <xsl:for-each select="page:languages(.)">
      <xsl:apply-templates select="$corpus/TEI[text]" mode="cite:script"><xsl:with-param name="lang" select="." tunnel="yes"/></xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <xsl:mode name="cite:script" on-no-match="fail"/>

  <xsl:template match="TEI" mode="cite:script" as="element()">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:variable name="dialog" as="element()"><xsl:apply-templates select="." mode="cite:passage"/></xsl:variable>
    <file name="{page:folder(., $lang)}{@xml:id}.cite.js"><xsl:value-of select="site:script('editionCitation', $dialog)"/></file>
  </xsl:template>

  <xsl:template match="TEI[text]" mode="cite:passage" as="element(Q{}dialog)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="text" as="element()" select="."/>
    <xsl:variable name="item" as="element(cite:item)" select="cite:item(., $lang, 'html')"/>
    <dialog class="cite" lang="{$lang}" aria-label="{label:of('cite.passage', $lang)}" data-url="{$item/cite:page}" data-doi="{$item/cite:doi}" data-local="{label:of('cite.local', $lang)}">
      <xsl:for-each select="/*/site:ledger[not(@kept or @draft)]"><xsl:attribute name="data-permanent" select="page:top($text, $lang) || 'v/' || @version || '/' || page:folder($text, $lang) || page:file($text)"/></xsl:for-each>
      <xsl:sequence select="cite:labels($lang)"/>
      <form method="dialog">
        <p class="bar"><strong><xsl:value-of select="label:of('cite.passage', $lang)"/></strong><button><xsl:value-of select="label:of('cite.close', $lang)"/></button></p>
        <p>
          <label><xsl:value-of select="label:of('cite.what', $lang)"/><xsl:text> </xsl:text>
            <select autofocus="autofocus">
              <option value="" data-reference="{reference:full(.)}"><xsl:sequence select="site:hash(.)"/><xsl:value-of select="label:of('cite.text', $lang)"/></option>
              <xsl:apply-templates select="text//(p | s)[@n][@xml:id]" mode="#current"/>
              <option value="selection" hidden="hidden"><xsl:value-of select="label:of('cite.selection', $lang)"/></option>
            </select>
          </label>
        </p>
        <blockquote lang="{html:lang(text)}" hidden="hidden"/>
        <dl class="references">
          <dt><xsl:value-of select="label:of('cite.link', $lang)"/></dt><dd data-output="link"/>
          <dt><xsl:value-of select="label:of('cite.reference', $lang)"/></dt><dd data-output="reference"/>
          <xsl:for-each select="$cite:style-order">
            <dt><xsl:value-of select="label:of('cite.form.' || ., $lang)"/></dt>
            <dd lang="{$cite:styles(.)}" data-form="{.}"><xsl:apply-templates select="cite:form($text, ., $lang)" mode="cite:html"/></dd>
          </xsl:for-each>
          <xsl:for-each select="$cite:formats">
            <dt><xsl:value-of select="label:of('cite.form.' || ., $lang)"/></dt>
            <dd><xsl:apply-templates select="$text" mode="cite:pre"><xsl:with-param name="format" select="."/></xsl:apply-templates></dd>
          </xsl:for-each>
        </dl>
        <p role="status"/>
      </form>
    </dialog>
  </xsl:template>

  <xsl:template match="text//p" mode="cite:passage" as="element(Q{}option)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <option value="{@xml:id}" data-reference="{reference:full(.)}"><xsl:sequence select="site:hash(.)"/><xsl:value-of select="label:of('paragraph', $lang, @n)"/></option>
  </xsl:template>

  <!-- A sentence is known by its first words. -->
  <xsl:template match="text//s" mode="cite:passage" as="element(Q{}option)">
    <xsl:variable name="words" as="xs:string*" select="tokenize(reading:critical(.))"/>
    <option value="{@xml:id}" lang="{html:lang(.)}" data-reference="{reference:full(.)}"><xsl:sequence select="site:hash(.)"/><xsl:value-of select="reference:short(.) || ' ' || string-join($words[position() le 4], ' ') || '…'[count($words) gt 4]"/></option>
  </xsl:template>

</xsl:stylesheet>
