<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the guidelines: a manual of the encoding, made of the ODD. Its first division is the front page, with the contents and an index;
     each other has a page of its own: its prose, its rules, its elements. The codes of all rules are on one page more.
     Input: site:page[@name = 'guidelines'], 'guidelines/codes', and 'guidelines/…' for each division, in a corpus with the ODD (odd:TEI),
     site:live (what the files have of it) and site:code (the register of codes). Output: the pages' main, in a folder of their own.
     What the ODD says stays in its language, and is marked as being in it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:odd="urn:edition:odd"
    xmlns:page="urn:edition:page"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="guidelines-odd.xsl"/>
  <xsl:import href="guidelines-prose.xsl"/>
  <xsl:import href="guidelines-element.xsl"/>
  <xsl:import href="guidelines-content.xsl"/>
  <xsl:import href="guidelines-example.xsl"/>
  <xsl:import href="guidelines-code.xsl"/>

  <!-- The pages. -->

  <xsl:variable name="odd:folder" as="xs:string" select="'guidelines/'"/>

  <xsl:template match="odd:TEI" mode="site" as="element()+">
    <xsl:next-match/>
    <xsl:for-each select="odd:chapters(.)/@id, 'codes'"><site:page name="{$odd:folder || .}"/></xsl:for-each>
  </xsl:template>

  <xsl:function name="odd:chapters" as="element(odd:div)*">
    <xsl:param name="odd" as="element(odd:TEI)?"/>
    <xsl:sequence select="$odd/odd:text/odd:body/odd:div[position() gt 1]"/>
  </xsl:function>

  <xsl:function name="odd:chapter" as="element(odd:div)?">
    <xsl:param name="page" as="element(site:page)"/>
    <xsl:sequence select="odd:chapters($page/../odd:TEI)[$odd:folder || @id = $page/@name]"/>
  </xsl:function>

  <xsl:template match="site:page[@name = 'guidelines']" mode="file-name" as="text()">
    <xsl:value-of select="$odd:folder || 'index.html'"/>
  </xsl:template>

  <xsl:template match="site:page[odd:chapter(.)]" mode="short-title" as="text()">
    <xsl:value-of select="odd:chapter(.)/odd:head/normalize-space()"/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'guidelines/codes']" mode="short-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('page.' || @name, $lang)"/>
  </xsl:template>

  <xsl:template match="site:page[starts-with(@name, $odd:folder)]" mode="page-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="title" as="text()"><xsl:apply-templates select="." mode="short-title"/></xsl:variable>
    <xsl:value-of select="string-join(($title, label:of('page.guidelines', $lang), page:title(/*, $lang)), ' · ')"/>
  </xsl:template>

  <xsl:template match="site:page[starts-with(@name, 'guidelines')]" mode="style" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}guidelines.css"/>
  </xsl:template>

  <!-- These pages lie in a folder: what leads from a page of the site to another leads there from one step farther. -->
  <xsl:template match="site:page[starts-with(@name, 'guidelines')]" mode="page" as="element()">
    <xsl:next-match><xsl:with-param name="within" select="$odd:folder" tunnel="yes"/></xsl:next-match>
  </xsl:template>

  <xsl:template match="@href[not(matches(., '^(#|[a-z]+:)'))]" mode="nesting" as="attribute(href)">
    <xsl:param name="within" as="xs:string" select="''" tunnel="yes"/>
    <xsl:attribute name="href" select="if (starts-with(., $within)) then substring(., 1 + string-length($within)) else '../' || ."/>
  </xsl:template>

  <!-- The front page. -->

  <xsl:template match="site:page[@name = 'guidelines']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="odd" as="element(odd:TEI)?" select="../odd:TEI"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.guidelines', $lang)"/></h1></header>
    <p class="lead"><xsl:value-of select="label:of('odd.lead', $lang)"/></p>
    <xsl:sequence select="html:said-in($odd, $lang)"/>
    <nav class="toc" aria-labelledby="contents">
      <h2 id="contents"><xsl:value-of select="label:of('book.nav', $lang)"/></h2>
      <ol>
        <xsl:apply-templates select="odd:chapters($odd)" mode="odd:contents"/>
        <li><a href="{$odd:folder}codes.html"><xsl:value-of select="label:of('page.guidelines/codes', $lang)"/></a></li>
      </ol>
    </nav>
    <xsl:for-each select="$odd/odd:text/odd:body/odd:div[1]">
      <section class="prose">
        <xsl:sequence select="html:tongue(., $lang)"/>
        <xsl:apply-templates select="*" mode="odd:prose"/>
      </section>
    </xsl:for-each>
    <section class="index">
      <h2 id="index"><xsl:value-of select="label:of('odd.attributes', $lang)"/></h2>
      <dl>
        <xsl:for-each-group select="$odd//odd:attDef[odd:desc]" group-by="@ident">
          <xsl:sort select="current-grouping-key()" collation="http://www.w3.org/2005/xpath-functions/collation/html-ascii-case-insensitive"/>
          <div><dt><code class="att"><xsl:value-of select="current-grouping-key()"/></code></dt><dd><xsl:sequence select="html:joined(current-group() ! odd:named-link(., false()), ', ')"/></dd></div>
        </xsl:for-each-group>
      </dl>
    </section>
  </xsl:template>

  <xsl:mode name="odd:contents" on-no-match="fail"/>

  <xsl:template match="odd:div" mode="odd:contents" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li>
      <a href="{$odd:folder}{@id}.html"><xsl:sequence select="html:tongue(., $lang)"/><xsl:value-of select="odd:head/normalize-space()"/></a>
      <xsl:where-populated><ol><xsl:apply-templates select=".//(odd:elementSpec | odd:classSpec | odd:macroSpec | odd:dataSpec)" mode="odd:contents"/></ol></xsl:where-populated>
    </li>
  </xsl:template>

  <xsl:template match="odd:elementSpec | odd:classSpec | odd:macroSpec | odd:dataSpec" mode="odd:contents" as="element()">
    <li><xsl:sequence select="odd:link(.)"/></li>
  </xsl:template>

  <!-- A chapter. -->

  <xsl:template match="site:page[odd:chapter(.)]" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="chapter" as="element(odd:div)" select="odd:chapter(.)"/>
    <xsl:variable name="specifications" as="element()*" select="$chapter//(odd:elementSpec | odd:classSpec | odd:macroSpec | odd:dataSpec)"/>
    <header class="heading">
      <p class="kind-of"><a href="{$odd:folder}index.html"><xsl:value-of select="label:of('page.guidelines', $lang)"/></a></p>
      <h1><xsl:sequence select="html:tongue($chapter, $lang)"/><xsl:value-of select="$chapter/odd:head/normalize-space()"/></h1>
    </header>
    <xsl:sequence select="html:said-in($chapter, $lang)"/>
    <div class="prose">
      <xsl:sequence select="html:tongue($chapter, $lang)"/>
      <xsl:apply-templates select="$chapter/* except $chapter/odd:head" mode="odd:prose"/>
    </div>
    <xsl:if test="$specifications">
      <nav class="toc" aria-labelledby="contents">
        <h2 id="contents"><xsl:value-of select="label:of('odd.specified', $lang)"/></h2>
        <ul><xsl:apply-templates select="$specifications" mode="odd:contents"/></ul>
      </nav>
    </xsl:if>
    <xsl:where-populated>
      <section class="rules">
        <xsl:on-non-empty><h2 id="rules"><xsl:value-of select="label:of('odd.rules', $lang)"/></h2></xsl:on-non-empty>
        <xsl:where-populated><ul><xsl:apply-templates select="$chapter//odd:constraintSpec" mode="odd:ruled"/></ul></xsl:where-populated>
      </section>
    </xsl:where-populated>
    <xsl:apply-templates select="$specifications" mode="odd:specified"/>
    <nav class="pages" aria-label="{label:of('odd.pages', $lang)}">
      <xsl:for-each select="preceding-sibling::site:page[1][odd:chapter(.)], following-sibling::site:page[1][starts-with(@name, $odd:folder)]">
        <xsl:variable name="title" as="text()"><xsl:apply-templates select="." mode="short-title"/></xsl:variable>
        <a href="{@name}.html"><xsl:sequence select="odd:chapter(.) ! html:tongue(., $lang)"/><xsl:value-of select="$title"/></a>
      </xsl:for-each>
    </nav>
  </xsl:template>

  <!-- Pieces with something between each and the next. -->
  <xsl:function name="html:joined" as="node()*">
    <xsl:param name="pieces" as="node()*"/>
    <xsl:param name="between" as="xs:string"/>
    <xsl:for-each select="$pieces">
      <xsl:if test="position() gt 1"><xsl:value-of select="$between"/></xsl:if>
      <xsl:sequence select="."/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
