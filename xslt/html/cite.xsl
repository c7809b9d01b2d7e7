<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: how to cite: the page about it, the block at the end of each text, the dialog for passages, and the files of records.
     Input: an element that has a page. Output: HTML; file[@name], one a record. What is cited, and how, is said in the folder cite. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xmlns:reading="urn:edition:reading"
    xmlns:reference="urn:edition:reference"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../cite/item.xsl"/>
  <xsl:import href="../cite/phrase.xsl"/>
  <xsl:import href="../cite/gost.xsl"/>
  <xsl:import href="../cite/chicago.xsl"/>
  <xsl:import href="../cite/mla.xsl"/>
  <xsl:import href="../cite/bibtex.xsl"/>
  <xsl:import href="../cite/ris.xsl"/>
  <xsl:import href="../cite/csl.xsl"/>
  <xsl:import href="metadata.xsl"/>

  <!-- The styles, each in its language; the formats, each with its media type. -->
  <xsl:variable name="cite:styles" as="map(xs:string, xs:string)" select="map{'gost': 'ru', 'chicago': 'en', 'mla': 'en'}"/>
  <xsl:variable name="cite:style-order" as="xs:string+" select="'gost', 'chicago', 'mla'"/>
  <xsl:variable name="cite:formats" as="xs:string+" select="'bib', 'ris', 'csl.json'"/>

  <xsl:mode name="cite:html" on-no-match="fail"/>
  <xsl:mode name="cite:record" on-no-match="fail"/>
  <xsl:mode name="cite:passage" on-no-match="deep-skip"/>

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

  <xsl:function name="cite:form" as="node()+">
    <xsl:param name="page" as="element()"/>
    <xsl:param name="form" as="xs:string"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:apply-templates select="cite:item($page, ($cite:styles($form), $lang)[1], $form, $lang)" mode="cite:form"/>
  </xsl:function>

  <!-- The files of records, beside the pages of each language. -->
  <xsl:template match="teiCorpus" mode="data" as="element()*">
    <xsl:variable name="corpus" as="element()" select="."/>
    <xsl:next-match/>
    <xsl:for-each select="page:languages(.)">
      <xsl:apply-templates select="$corpus/(., TEI[text])" mode="cite:record"><xsl:with-param name="lang" select="." tunnel="yes"/></xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="teiCorpus | TEI" mode="cite:record" as="element()+">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:variable name="page" as="element()" select="."/>
    <xsl:for-each select="$cite:formats">
      <file name="{page:folder($page, $lang)}{cite:file($page, .)}">
        <xsl:variable name="record" as="xs:string" select="cite:plain(cite:form($page, ., $lang))"/>
        <xsl:value-of select="if (. = 'ris') then replace($record, '&#10;', '&#13;&#10;') else $record"/>
      </file>
    </xsl:for-each>
  </xsl:template>

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

  <!-- The block at the end of a text: the references, the source, the records, the dialog. -->
  <xsl:template match="TEI[text]" mode="citation" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <section class="citation" lang="{$lang}" aria-labelledby="citation" data-pagefind-ignore="all">
      <h2 id="citation"><xsl:value-of select="label:of('cite.title', $lang)"/></h2>
      <xsl:apply-templates select="." mode="cite:references"/>
      <xsl:apply-templates select="." mode="cite:passage"/>
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
    <details class="records">
      <summary><xsl:value-of select="label:of('cite.records', $lang)"/></summary>
      <xsl:for-each select="$cite:formats">
        <p><xsl:value-of select="label:of('cite.form.' || ., $lang)"/></p>
        <pre data-form="{.}" tabindex="0" role="region" aria-label="{label:of('cite.form.' || ., $lang)}"><xsl:apply-templates select="cite:form($page, ., $lang)" mode="cite:html"/></pre>
      </xsl:for-each>
    </details>
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

  <!-- The dialog in which a passage is chosen and cited; the script opens it and fills it in. -->
  <xsl:template match="TEI[text]" mode="cite:passage" as="element(Q{}dialog)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="item" as="element(cite:item)" select="cite:item(., $lang, 'html')"/>
    <dialog class="cite" lang="{$lang}" aria-label="{label:of('cite.passage', $lang)}" data-url="{$item/cite:url}" data-doi="{$item/cite:doi}" data-local="{label:of('cite.local', $lang)}">
      <xsl:sequence select="cite:labels($lang)"/>
      <form method="dialog">
        <p class="bar"><strong><xsl:value-of select="label:of('cite.passage', $lang)"/></strong><button><xsl:value-of select="label:of('cite.close', $lang)"/></button></p>
        <p>
          <label><xsl:value-of select="label:of('cite.what', $lang)"/><xsl:text> </xsl:text>
            <select autofocus="autofocus">
              <option value="" data-reference="{reference:full(.)}"><xsl:value-of select="label:of('cite.text', $lang)"/></option>
              <xsl:apply-templates select="text//(p | s)[@n][@xml:id]" mode="#current"/>
              <option value="selection" hidden="hidden"><xsl:value-of select="label:of('cite.selection', $lang)"/></option>
            </select>
          </label>
        </p>
        <blockquote lang="{html:lang(text)}" hidden="hidden"/>
        <dl class="references">
          <dt><xsl:value-of select="label:of('cite.link', $lang)"/></dt><dd data-output="link"/>
          <dt><xsl:value-of select="label:of('cite.reference', $lang)"/></dt><dd data-output="reference"/>
        </dl>
        <p role="status"/>
      </form>
    </dialog>
  </xsl:template>

  <!-- What the script says when it copies. -->
  <xsl:function name="cite:labels" as="attribute()+">
    <xsl:param name="lang" as="xs:string"/>
    <xsl:for-each select="'copy', 'copied', 'failed'"><xsl:attribute name="data-{.}" select="label:of('cite.' || ., $lang, '{}')"/></xsl:for-each>
  </xsl:function>

  <xsl:template match="text//p" mode="cite:passage" as="element(Q{}option)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <option value="{@xml:id}" data-reference="{reference:full(.)}"><xsl:value-of select="label:of('paragraph', $lang, @n)"/></option>
  </xsl:template>

  <!-- A sentence is known by its first words. -->
  <xsl:template match="text//s" mode="cite:passage" as="element(Q{}option)">
    <xsl:variable name="words" as="xs:string*" select="tokenize(reading:critical(.))"/>
    <option value="{@xml:id}" lang="{html:lang(.)}" data-reference="{reference:full(.)}"><xsl:value-of select="reference:short(.) || ' ' || string-join($words[position() le 4], ' ') || '…'[count($words) gt 4]"/></option>
  </xsl:template>

  <!-- The page. -->
  <xsl:template match="site:page[@name = 'cite']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.cite', $lang)"/></h1></header>
    <p><xsl:value-of select="label:of('cite.lead', $lang)"/></p>
    <section class="citation" aria-labelledby="whole">
      <xsl:sequence select="cite:labels($lang)"/>
      <h2 id="whole"><xsl:value-of select="label:of('cite.whole', $lang)"/></h2>
      <xsl:apply-templates select="/teiCorpus" mode="cite:references"/>
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

  <xsl:mode name="cite:entry" on-no-match="fail"/>

  <xsl:template match="TEI" mode="cite:entry" as="element(Q{}div)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <div class="cited">
      <h3><a href="{page:file(.)}"><xsl:value-of select="page:title(., $lang)"/></a></h3>
      <xsl:apply-templates select="." mode="cite:references"/>
    </div>
  </xsl:template>

  <xsl:mode name="cite:example" on-no-match="fail"/>

  <xsl:template match="s" mode="cite:example" as="element(Q{}p)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="frame" as="xs:string" select="label:of('cite.passages.example', $lang, '&#xE000;')"/>
    <xsl:variable name="address" as="xs:string" select="link:page(.) || '#' || @xml:id"/>
    <p class="example"><xsl:value-of select="substring-before($frame, '&#xE000;')"/><a href="{$address}"><xsl:value-of select="reference:full(.)"/></a><xsl:text> = </xsl:text><code><xsl:value-of select="$address"/></code></p>
  </xsl:template>

  <!-- What these pages load. -->
  <xsl:template match="TEI[text] | site:page[@name = 'cite']" mode="style" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:top(., $lang)}assets/cite.css"/>
  </xsl:template>

  <xsl:template match="TEI[text] | site:page[@name = 'cite']" mode="script" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <script src="{page:top(., $lang)}assets/cite.js" defer="defer"/>
  </xsl:template>

</xsl:stylesheet>
