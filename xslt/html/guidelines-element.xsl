<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what the ODD specifies, for readers: an element, a class, a macro, a datatype, with its attributes and their values, where it may
     stand, examples and rules. Input: elementSpec, classSpec, macroSpec, dataSpec. Output: a section each, whose id is the name. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:odd="urn:edition:odd"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:site="urn:edition:site"
    exclude-result-prefixes="#all">

  <xsl:key name="odd:live" match="site:live" use="@of, @of || '/@' || @attribute"/>

  <xsl:mode name="odd:specified" on-no-match="fail"/>

  <xsl:template match="*" mode="odd:specified" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <section class="specification" id="{odd:id(.)}">
      <h2><a href="#{odd:id(.)}"><xsl:sequence select="odd:code(if (self::odd:elementSpec) then 'gi' else 'ident', @ident)"/></a></h2>
      <p class="purpose"><xsl:sequence select="html:tongue(., $lang)"/><xsl:apply-templates select="odd:desc/node()" mode="odd:prose"/></p>
      <dl class="said-of"><xsl:apply-templates select="." mode="odd:facts"/></dl>
      <xsl:where-populated><dl class="attributes"><xsl:apply-templates select="odd:attList/odd:attDef[odd:desc]" mode="odd:attribute"/></dl></xsl:where-populated>
      <xsl:apply-templates select="odd:examples(.), odd:exemplum" mode="odd:example"/>
    </section>
  </xsl:template>

  <!-- A row of what there is to say: its name, and what is said; no row where that is nothing. -->
  <xsl:function name="odd:fact" as="element()*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:param name="said" as="node()*"/>
    <xsl:if test="exists($said)">
      <dt><xsl:value-of select="label:of($name, $lang)"/></dt>
      <dd><xsl:sequence select="$said"/></dd>
    </xsl:if>
  </xsl:function>

  <xsl:mode name="odd:facts" on-no-match="fail"/>

  <xsl:template match="odd:elementSpec" mode="odd:facts" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="content" as="node()*"><xsl:apply-templates select="odd:content/*" mode="odd:model"/></xsl:variable>
    <xsl:variable name="rules" as="node()*"><xsl:apply-templates select="sort(key('odd:rule', @ident), (), odd:code-of#1)" mode="odd:code-link"/></xsl:variable>
    <xsl:variable name="tei" as="node()"><a href="{odd:reference(.)}">TEI P5</a></xsl:variable>
    <xsl:sequence select="
      odd:fact('odd.content', $lang, $content),
      odd:fact('odd.parents', $lang, html:joined(sort(key('odd:parent', @ident), (), function($parent) {lower-case($parent/@ident)}) ! odd:link(.), ' ')),
      odd:fact('odd.more-attributes', $lang, odd:given(., $lang)),
      odd:fact('odd.rules', $lang, html:joined($rules, ' ')),
      odd:fact('odd.used', $lang, key('odd:live', @ident)[not(@attribute)] ! odd:used(., $lang)),
      odd:fact('odd.reference', $lang, $tei)"/>
  </xsl:template>

  <!-- The page on the element in the reference of the release of the TEI that the ODD is made from. -->
  <xsl:function name="odd:reference" as="xs:string">
    <xsl:param name="element" as="element(odd:elementSpec)"/>
    <xsl:sequence select="replace(root($element)//odd:schemaSpec/@source, 'xml/tei/odd/[^/]*$', 'doc/tei-p5-doc/en/html/ref-') || $element/@ident || '.html'"/>
  </xsl:function>

  <!-- How often something is used. -->
  <xsl:function name="odd:used" as="text()">
    <xsl:param name="live" as="element(site:live)"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:value-of select="if ($live/@count = '0') then label:of('odd.unused', $lang) else label:of('odd.times', $lang, $live/@count)"/>
  </xsl:function>

  <!-- The attributes that an element has from its classes, and what it asks of them. -->
  <xsl:function name="odd:given" as="node()*">
    <xsl:param name="element" as="element(odd:elementSpec)"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="required" as="xs:string*" select="$element/odd:attList/odd:attDef[@mode = 'change'][@usage = 'req']/@ident"/>
    <xsl:for-each select="odd:attributes($element)[../../self::odd:classSpec]">
      <xsl:if test="position() gt 1"><xsl:text> </xsl:text></xsl:if>
      <xsl:sequence select="odd:named-link(., true())"/>
      <xsl:if test="@ident = $required"><xsl:text> </xsl:text><small><xsl:value-of select="label:of('odd.required', $lang)"/></small></xsl:if>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="odd:classSpec" mode="odd:facts" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:sequence select="
      odd:fact('odd.members', $lang, html:joined(key('odd:member', @ident) ! odd:link(.), ' ')),
      odd:fact('odd.member-of', $lang, html:joined(odd:classes/odd:memberOf/key('odd:specification', @key) ! odd:link(.), ' '))"/>
  </xsl:template>

  <xsl:template match="odd:macroSpec | odd:dataSpec" mode="odd:facts" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="content" as="node()*"><xsl:apply-templates select="odd:content/*" mode="odd:model"/></xsl:variable>
    <xsl:sequence select="
      odd:fact('odd.content', $lang, $content),
      odd:fact('odd.users', $lang, html:joined(key('odd:user', @ident) ! odd:link(.), ' '))"/>
  </xsl:template>

  <!-- An attribute: whether it must be there, what it says, of which form, with which values, and the rules that ask for it. -->
  <xsl:mode name="odd:attribute" on-no-match="fail"/>

  <xsl:template match="odd:attDef" mode="odd:attribute" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="name" as="xs:string" select="@ident"/>
    <xsl:variable name="rules" as="node()*"><xsl:apply-templates select="key('odd:rule', ../../self::odd:elementSpec/@ident)[$name = odd:mentioned((@test, ../@context, ../sch:let/@value))]" mode="odd:code-link"/></xsl:variable>
    <xsl:variable name="live" as="element(site:live)*" select="key('odd:live', ../../@ident || '/@' || $name)"/>
    <dt id="{odd:id(.)}">
      <code class="att"><xsl:value-of select="$name"/></code>
      <xsl:text> </xsl:text>
      <small><xsl:value-of select="string-join((label:of(if (@usage = 'req') then 'odd.required' else 'odd.optional', $lang), $live ! odd:used(., $lang)), ', ')"/></small>
    </dt>
    <dd>
      <p><span><xsl:sequence select="html:tongue(., $lang)"/><xsl:apply-templates select="odd:desc/node()" mode="odd:prose"/></span><xsl:text> </xsl:text><xsl:sequence select="html:joined($rules, ' ')"/></p>
      <xsl:where-populated><p class="form"><xsl:apply-templates select="odd:datatype" mode="odd:model"/></p></xsl:where-populated>
      <xsl:apply-templates select="odd:valList" mode="odd:attribute"/>
    </dd>
  </xsl:template>

  <xsl:template match="odd:valList" mode="odd:attribute" as="element()">
    <ul class="values"><xsl:apply-templates select="odd:valItem" mode="#current"/></ul>
  </xsl:template>

  <xsl:template match="odd:valItem" mode="odd:attribute" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li><code class="val"><xsl:value-of select="@ident"/></code><xsl:text> </xsl:text><span><xsl:sequence select="html:tongue(., $lang)"/><xsl:apply-templates select="odd:desc/node()" mode="odd:prose"/></span></li>
  </xsl:template>

</xsl:stylesheet>
