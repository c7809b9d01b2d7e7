<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page about the edition, from its header: what it gives, method and principles, classes, who made what; contents at the top.
     Input: the corpus header. What the header says in another language than the page's keeps that language, and the page says so. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:html="urn:edition:html"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="teiHeader" mode="file-name" as="text()">about.html</xsl:template>

  <xsl:template match="teiHeader" mode="page-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="string-join((label:of('about', $lang), page:title(/*, $lang)), ' · ')"/>
  </xsl:template>

  <!-- The pages of this module and its neighbours have one style sheet beside the common ones. -->
  <xsl:template match="teiCorpus | teiHeader | site:page[@name = ('downloads', 'news', 'colophon')]" mode="style" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}home.css"/>
  </xsl:template>

  <xsl:template match="teiHeader" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="sections" as="element()*">
      <xsl:apply-templates select="encodingDesc/projectDesc, fileDesc/sourceDesc, encodingDesc/(samplingDecl, editorialDecl, classDecl/taxonomy), fileDesc/titleStmt[respStmt]" mode="section"/>
    </xsl:variable>
    <header class="heading"><h1><xsl:value-of select="label:of('about', $lang)"/></h1></header>
    <nav class="toc" aria-labelledby="contents">
      <h2 id="contents"><xsl:value-of select="label:of('contents', $lang)"/></h2>
      <ol><xsl:apply-templates select="$sections" mode="toc"/></ol>
    </nav>
    <xsl:sequence select="html:said-in(encodingDesc/editorialDecl, $lang), $sections"/>
  </xsl:template>

  <!-- The sentence before what is in another language than the page. -->
  <xsl:function name="html:said-in" as="element(Q{}p)?">
    <xsl:param name="element" as="element()?"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:for-each select="$element/html:lang(.)[. ne $lang]">
      <p class="in-language"><xsl:value-of select="label:of('in-language.' || ., $lang)"/></p>
    </xsl:for-each>
  </xsl:function>

  <!-- A line of the contents for a section, and below it one for each of its parts that can be linked to. -->
  <xsl:mode name="toc" on-no-match="deep-skip"/>

  <xsl:template match="Q{}section" mode="toc" as="element()">
    <li>
      <a href="#{Q{}h2/@id}"><xsl:value-of select="Q{}h2"/></a>
      <xsl:where-populated><ol><xsl:apply-templates select=".//Q{}h3[@id]" mode="#current"/></ol></xsl:where-populated>
    </li>
  </xsl:template>

  <xsl:template match="Q{}h3" mode="toc" as="element()">
    <li><a href="#{@id}"><xsl:value-of select="."/></a></li>
  </xsl:template>

  <!-- A section of the page: its heading, and what the header says. -->
  <xsl:mode name="section" on-no-match="fail"/>
  <xsl:mode name="section-name" on-no-match="fail"/>
  <xsl:mode name="section-body" on-no-match="fail"/>

  <xsl:template match="*" mode="section" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="name" as="text()"><xsl:apply-templates select="." mode="section-name"/></xsl:variable>
    <section>
      <h2 id="about.{local-name()}"><xsl:value-of select="label:of($name, $lang)"/></h2>
      <xsl:apply-templates select="." mode="section-body"/>
    </section>
  </xsl:template>

  <xsl:template match="taxonomy" mode="section" as="element()">
    <xsl:apply-templates select="." mode="about"/>
  </xsl:template>

  <xsl:template match="*" mode="section-name" as="text()"><xsl:value-of select="'about.' || local-name()"/></xsl:template>
  <xsl:template match="editorialDecl" mode="section-name" as="text()">principles</xsl:template>
  <xsl:template match="titleStmt" mode="section-name" as="text()">responsibility</xsl:template>

  <xsl:template match="*" mode="section-body" as="element()*">
    <xsl:apply-templates select="." mode="about"/>
  </xsl:template>

  <xsl:template match="sourceDesc" mode="section-body" as="element()*">
    <xsl:apply-templates select="p" mode="about"/>
  </xsl:template>

  <xsl:template match="titleStmt" mode="section-body" as="element()">
    <dl><xsl:apply-templates select="respStmt" mode="about"/></dl>
  </xsl:template>

  <!-- How far the passes agree, in the figures that the header states of the whole; for each, what it counts. -->
  <xsl:variable name="html:agreement" as="xs:string+" select="'agreement.all.total.first', 'agreement.all.total.second', 'agreement.all.total.same_span', 'agreement.all.total.same_meaning', 'agreement.all.f1', 'agreement.all.kappa'"/>

  <xsl:template match="editorialDecl" mode="figures" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="stated" as="element(num)*" select="p//num[@type = 'figure']"/>
    <xsl:where-populated>
      <dl class="figures">
        <xsl:for-each select="for $name in $html:agreement return $stated[@n = $name][1]">
          <div><dt><xsl:value-of select="label:of(replace(@n, '\.all', ''), $lang)"/></dt><dd><xsl:value-of select="@value"/></dd></div>
        </xsl:for-each>
      </dl>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="site:file" mode="adjudication" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <p class="more">
      <xsl:for-each select="../site:page[@name = 'adjudication']"><a href="{page:file(.)}"><xsl:value-of select="label:of('adjudication.read', $lang)"/></a><xsl:text> · </xsl:text></xsl:for-each>
      <a href="{page:top(., $lang)}{@path}">TEI</a>
    </p>
  </xsl:template>

</xsl:stylesheet>
