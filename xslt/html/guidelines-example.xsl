<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: markup shown as markup: passages of the edition, each with a link to its place, and the examples of the ODD.
     Input: site:example, exemplum, site:markup with site:tag, site:attribute, site:more. Output: figures with preformatted code. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:odd="urn:edition:odd"
    xmlns:page="urn:edition:page"
    xmlns:reference="urn:edition:reference"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="odd:example" on-no-match="fail"/>
  <xsl:mode name="odd:markup" on-no-match="fail"/>

  <!-- The passages of a specification, each once: what an attribute is shown by may show another, too. -->
  <xsl:function name="odd:examples" as="element(site:example)*">
    <xsl:param name="specification" as="element()"/>
    <xsl:for-each-group select="$specification/key('odd:live', @ident)/site:example" group-by="string-join((@names, site:markup//site:attribute/@value, site:markup//site:tag/@name), ' ')">
      <xsl:sequence select="current-group()[1]"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:template match="site:example" mode="odd:example" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <figure class="live">
      <figcaption>
        <xsl:variable name="place" as="element()?"><xsl:apply-templates select="." mode="odd:place"/></xsl:variable>
        <xsl:sequence select="$place"/>
        <xsl:value-of select="' · '[$place]"/>
        <a href="{page:top(., $lang)}{@path}"><xsl:value-of select="tokenize(@path, '/')[last()]"/></a>
      </figcaption>
      <xsl:apply-templates select="site:markup" mode="odd:markup"/>
    </figure>
  </xsl:template>

  <!-- Where in the edition a passage is read: its sentence, its entry, its text, or the page about the edition. -->
  <xsl:mode name="odd:place" on-no-match="fail"/>

  <xsl:template match="site:example" mode="odd:place" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="example" as="element()" select="."/>
    <xsl:variable name="found" as="element()*" select="tokenize(@names) ! key('link:id', '#' || ., root($example))[1]"/>
    <xsl:variable name="target" as="element()?" select="$found[ancestor-or-self::TEI][self::s or self::p[@n] or self::lb or self::noteGrp or parent::*/parent::standOff or self::TEI][1]"/>
    <xsl:choose>
      <xsl:when test="$target"><xsl:apply-templates select="$target" mode="odd:place-link"/></xsl:when>
      <xsl:when test="empty($found/ancestor-or-self::standOff)"><a href="about.html"><xsl:value-of select="label:of('about', $lang)"/></a></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:mode name="odd:place-link" on-no-match="fail"/>

  <xsl:template match="*" mode="odd:place-link" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="text" as="element(TEI)" select="ancestor::TEI[1]"/>
    <a href="{link:page(.)}#{@xml:id}"><xsl:value-of select="string-join((page:title($text, $lang), ancestor-or-self::s[1] ! reference:short(.), ancestor-or-self::p[@n][1][not(current()/ancestor-or-self::s)]/@n), ', ')"/></a>
  </xsl:template>

  <xsl:template match="standOff/*/*" mode="odd:place-link" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <a href="{link:page(.)}"><xsl:value-of select="(label:name(., $lang), @xml:id)[1]"/></a>
  </xsl:template>

  <xsl:template match="TEI" mode="odd:place-link" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <a href="{link:page(.)}"><xsl:value-of select="page:title(., $lang)"/></a>
  </xsl:template>

  <xsl:template match="odd:exemplum" mode="odd:example" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <figure>
      <figcaption><xsl:value-of select="label:of('odd.made-up', $lang)"/></figcaption>
      <xsl:apply-templates select="site:markup" mode="odd:markup"/>
    </figure>
  </xsl:template>

  <!-- The markup itself. -->

  <xsl:template match="site:markup" mode="odd:markup" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <pre class="markup">
      <code>
        <xsl:where-populated><xsl:attribute name="lang" select="@lang[. ne $lang]"/></xsl:where-populated>
        <xsl:apply-templates mode="#current"/>
      </code>
    </pre>
  </xsl:template>

  <xsl:template match="site:tag" mode="odd:markup" as="node()+">
    <b>&lt;<xsl:value-of select="@name"/><xsl:apply-templates select="site:attribute" mode="#current"/>&gt;</b>
    <xsl:apply-templates select="node() except site:attribute" mode="#current"/>
    <b>&lt;/<xsl:value-of select="@name"/>&gt;</b>
  </xsl:template>

  <xsl:template match="site:tag[not(site:tag | site:more | text())]" mode="odd:markup" as="element()">
    <b>&lt;<xsl:value-of select="@name"/><xsl:apply-templates select="site:attribute" mode="#current"/>/&gt;</b>
  </xsl:template>

  <xsl:template match="site:attribute" mode="odd:markup" as="item()+">
    <xsl:text> </xsl:text><i><xsl:value-of select="@name || '=&quot;'"/><xsl:value-of select="@value"/><xsl:text>"</xsl:text></i>
  </xsl:template>

  <xsl:template match="site:more" mode="odd:markup" as="element()"><small>…</small></xsl:template>

  <!-- Words in another language than the passage. -->
  <xsl:template match="text()" mode="odd:markup" as="node()">
    <xsl:copy/>
  </xsl:template>

  <xsl:template match="text()[normalize-space()][odd:tongue(.) ne ancestor::site:markup/@lang]" mode="odd:markup" as="node()">
    <span lang="{odd:tongue(.)}"><xsl:copy/></span>
  </xsl:template>

  <xsl:function name="odd:tongue" as="xs:string">
    <xsl:param name="words" as="text()"/>
    <xsl:sequence select="string((($words/ancestor::site:tag/site:attribute[@name = 'xml:lang'])[last()]/@value, $words/ancestor::site:markup/@lang)[1])"/>
  </xsl:function>

</xsl:stylesheet>
