<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page that says how to cite: the whole, each text, a passage, and what programs find. Input: site:page. Output: HTML. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xmlns:reference="urn:edition:reference"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="site:page[@name = 'cite']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.cite', $lang)"/></h1></header>
    <p><xsl:value-of select="label:of('cite.lead', $lang)"/></p>
    <section class="go" aria-labelledby="go">
      <h2 id="go"><xsl:value-of select="label:of('reference.go', $lang)"/></h2>
      <form class="search reference" role="search" aria-labelledby="go" data-unknown="{label:of('reference.unknown', $lang)}">
        <p class="query">
          <label for="reference"><xsl:value-of select="label:of('cite.reference', $lang)"/></label>
          <input type="search" id="reference" name="ref" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="reference-hint"/>
          <button><xsl:value-of select="label:of('reference.open', $lang)"/></button>
        </p>
        <p class="hint" id="reference-hint"><xsl:value-of select="label:of('reference.hint', $lang, (/teiCorpus/TEI/text//s[@n = '2'][@xml:id][../@n ne '0'])[1]/(reference:full(.), page:title(ancestor::TEI, $lang) || ', ' || reference:short(.)))"/></p>
        <p role="status"/>
      </form>
      <details>
        <summary><xsl:value-of select="label:of('reference.all', $lang)"/></summary>
        <xsl:apply-templates select="/teiCorpus/TEI[text//p[@n][@xml:id]]" mode="cite:paragraphs"/>
      </details>
    </section>
    <section class="citation" aria-labelledby="whole">
      <xsl:sequence select="cite:labels($lang)"/>
      <h2 id="whole"><xsl:value-of select="label:of('cite.whole', $lang)"/></h2>
      <xsl:apply-templates select="/teiCorpus" mode="cite:references"/>
      <xsl:apply-templates select="/teiCorpus" mode="cite:records"/>
    </section>
    <section class="citation" aria-labelledby="texts">
      <h2 id="texts"><xsl:value-of select="label:of('cite.texts', $lang)"/></h2>
      <xsl:apply-templates select="/teiCorpus/TEI[text]" mode="cite:entry"/>
    </section>
    <section class="citation" aria-labelledby="passages">
      <h2 id="passages"><xsl:value-of select="label:of('cite.passages', $lang)"/></h2>
      <p><xsl:value-of select="label:of('cite.passages.text', $lang)"/></p>
      <xsl:apply-templates select="(/teiCorpus/TEI/text//s[@n = '2'][@xml:id][../@n ne '0'])[1]" mode="cite:example"/>
      <p><xsl:value-of select="label:of('cite.passages.script', $lang, label:of('cite.passage', $lang))"/></p>
    </section>
    <section class="citation" aria-labelledby="machines">
      <h2 id="machines"><xsl:value-of select="label:of('cite.machines', $lang)"/></h2>
      <p><xsl:value-of select="label:of('cite.machines.text', $lang)"/></p>
    </section>
  </xsl:template>

  <!-- The way to each paragraph without a script. -->
  <xsl:mode name="cite:paragraphs" on-no-match="fail"/>

  <xsl:template match="TEI" mode="cite:paragraphs" as="element(Q{}p)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <p>
      <a href="{page:file(.)}"><xsl:value-of select="page:title(., $lang)"/></a>
      <xsl:for-each select="text//p[@n][@xml:id]"><xsl:text> </xsl:text><a href="{link:page(.)}#{@xml:id}"><xsl:value-of select="reference:full(.)"/></a></xsl:for-each>
    </p>
  </xsl:template>

  <xsl:template match="site:page[@name = 'cite']" mode="style" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}search.css"/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'cite']" mode="script" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <script src="{page:top(., $lang)}references.js" defer="defer"/>
    <script src="{page:assets(., $lang)}reference.js" defer="defer"/>
  </xsl:template>

  <xsl:mode name="cite:entry" on-no-match="fail"/>

  <xsl:template match="TEI" mode="cite:entry" as="element(Q{}div)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <div class="cited">
      <h3><a href="{page:file(.)}"><xsl:value-of select="page:title(., $lang)"/></a></h3>
      <xsl:apply-templates select="." mode="cite:references"/>
      <xsl:apply-templates select="." mode="cite:records"/>
    </div>
  </xsl:template>

  <xsl:mode name="cite:example" on-no-match="fail"/>

  <xsl:template match="s" mode="cite:example" as="element(Q{}p)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="frame" as="xs:string" select="label:of('cite.passages.example', $lang, '&#xE000;')"/>
    <xsl:variable name="address" as="xs:string" select="link:page(.) || '#' || @xml:id"/>
    <p class="example"><xsl:value-of select="substring-before($frame, '&#xE000;')"/><a href="{$address}"><xsl:value-of select="reference:full(.)"/></a><xsl:text> = </xsl:text><code><xsl:value-of select="$address"/></code></p>
  </xsl:template>

</xsl:stylesheet>
