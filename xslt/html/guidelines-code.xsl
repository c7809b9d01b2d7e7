<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the codes of the rules: why each is there, what its message says, how to mend it, what it is about, how it is tested, or what breaks
     it and what keeps it; and links to them. Input: assert and report of the ODD; site:code, the register of all codes. Output: a section each,
     whose id is the code. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:odd="urn:edition:odd"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:site="urn:edition:site"
    exclude-result-prefixes="#all">

  <xsl:template match="site:page[@name = 'guidelines/codes']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="rules" as="element()*" select="sort(../odd:TEI//(sch:assert | sch:report), (), odd:code-of#1)"/>
    <xsl:variable name="codes" as="element(site:code)*" select="sort(../site:code[not(@name = $rules/@id)], (), odd:code-of#1)"/>
    <header class="heading">
      <p class="kind-of"><a href="{$odd:folder}index.html"><xsl:value-of select="label:of('page.guidelines', $lang)"/></a></p>
      <h1><xsl:value-of select="label:of('page.guidelines/codes', $lang)"/></h1>
    </header>
    <p class="lead"><xsl:value-of select="label:of('odd.codes.lead', $lang)"/></p>
    <xsl:sequence select="html:said-in(../odd:TEI, $lang)"/>
    <nav class="toc" aria-labelledby="contents">
      <h2 id="contents"><xsl:value-of select="label:of('contents', $lang)"/></h2>
      <ul><xsl:for-each select="$rules ! @id, $codes ! @name"><li><a href="#{.}"><xsl:value-of select="."/></a></li></xsl:for-each></ul>
    </nav>
    <xsl:apply-templates select="$rules, $codes" mode="odd:explained"/>
  </xsl:template>

  <!-- The code of a rule, by which rules are sorted. -->
  <xsl:function name="odd:code-of" as="xs:string">
    <xsl:param name="rule" as="element()"/>
    <xsl:sequence select="string($rule/(@id | @name))"/>
  </xsl:function>

  <xsl:mode name="odd:explained" on-no-match="fail"/>

  <xsl:template match="sch:assert | sch:report" mode="odd:explained" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="rule" as="element()" select="."/>
    <xsl:variable name="about" as="element(odd:elementSpec)*" select="odd:subjects(..) ! key('odd:element', ., root($rule))"/>
    <xsl:variable name="attributes" as="element(odd:attDef)*" select="odd:mentioned((@test, ../@context)) ! odd:attribute($about[1], .)"/>
    <xsl:variable name="message" as="node()*"><xsl:apply-templates select="node()" mode="odd:message"/></xsl:variable>
    <section class="explained" id="{@id}">
      <h2><a href="#{@id}"><xsl:value-of select="@id"/></a><xsl:text> </xsl:text><small><xsl:value-of select="label:of('odd.role.' || @role, $lang)"/></small></h2>
      <xsl:variable name="purpose" as="node()*"><xsl:apply-templates select="ancestor::odd:constraintSpec" mode="odd:reason"/></xsl:variable>
      <xsl:variable name="title" as="text()*" select="key('odd:code', @id)/site:title[@lang = $lang][not(html:lang($rule) = $lang)]/text()"/>
      <p class="purpose"><xsl:sequence select="if ($title) then $title else (html:tongue(., $lang), $purpose)"/></p>
      <xsl:apply-templates select="key('odd:code', @id)/site:why" mode="odd:explained"/>
      <p class="message"><xsl:sequence select="html:tongue(., $lang), $message"/></p>
      <dl class="said-of">
        <xsl:sequence select="
          odd:fact('odd.about', $lang, html:joined($about ! odd:link(.), ' ')),
          odd:fact('odd.about-attributes', $lang, html:joined($attributes ! odd:named-link(., true()), ' ')),
          odd:fact('odd.chapter', $lang, ancestor::odd:div[last()] ! odd:chapter-link(., $lang)),
          odd:fact('odd.context', $lang, odd:code('test', ../@context)),
          odd:fact('odd.let', $lang, html:joined(../sch:let ! odd:code('test', '$' || @name || ' := ' || @value), ' ')),
          odd:fact('odd.' || local-name(), $lang, odd:code('test', @test))"/>
      </dl>
    </section>
  </xsl:template>

  <xsl:template match="site:code" mode="odd:explained" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <section class="explained" id="{@name}">
      <h2><a href="#{@name}"><xsl:value-of select="@name"/></a><xsl:text> </xsl:text><small><xsl:value-of select="label:of('odd.role.' || (if (starts-with(@name, 'W')) then 'warning' else 'error'), $lang)"/></small></h2>
      <p class="purpose"><xsl:value-of select="site:title[@lang = $lang]"/></p>
      <xsl:apply-templates select="site:why" mode="#current"/>
      <dl class="said-of">
        <xsl:variable name="tei" as="element()"><a href="{@guidelines}">TEI P5, <code><xsl:value-of select="replace(@guidelines, '^.*[/#](\w+)(\.html)?$', '$1')"/></code></a></xsl:variable>
        <xsl:sequence select="odd:fact('odd.section', $lang, $tei)"/>
      </dl>
      <xsl:apply-templates select="site:bad, site:good" mode="#current"/>
    </section>
  </xsl:template>

  <xsl:key name="odd:code" match="site:code" use="@name"/>

  <!-- Why there is a rule, in the language of the page. -->
  <xsl:template match="site:why" mode="odd:explained" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:if test="@lang eq $lang and string()"><p class="why"><xsl:value-of select="."/></p></xsl:if>
  </xsl:template>

  <!-- What breaks a rule, and what keeps it: as it stands in a file, which need not be well-formed. -->
  <xsl:template match="site:bad | site:good" mode="odd:explained" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <figure class="{local-name()}">
      <figcaption><xsl:value-of select="label:of('odd.' || local-name(), $lang)"/> · <xsl:sequence select="odd:code('file', @file)"/></figcaption>
      <pre class="markup"><code><xsl:where-populated><xsl:attribute name="lang" select="'en'[. ne $lang]"/></xsl:where-populated><xsl:apply-templates mode="odd:as-written"/></code></pre>
    </figure>
  </xsl:template>

  <xsl:template match="(site:bad | site:good)[not(text())]" mode="odd:explained" priority="1" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <figure class="{local-name()}">
      <figcaption><xsl:value-of select="label:of('odd.' || local-name(), $lang)"/> · <xsl:sequence select="odd:code('file', @file)"/>: <xsl:value-of select="label:of('nothing', $lang)"/></figcaption>
    </figure>
  </xsl:template>

  <xsl:mode name="odd:as-written" on-no-match="fail"/>

  <xsl:template match="text()" mode="odd:as-written" as="node()*">
    <xsl:analyze-string select="." regex="&lt;[^&lt;&gt;]*&gt;">
      <xsl:matching-substring><b><xsl:value-of select="."/></b></xsl:matching-substring>
      <xsl:non-matching-substring><xsl:value-of select="."/></xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:template>

  <xsl:function name="odd:chapter-link" as="element()">
    <xsl:param name="chapter" as="element(odd:div)"/>
    <xsl:param name="lang" as="xs:string"/>
    <a href="{$odd:folder}{$chapter/@id}.html#rules"><xsl:sequence select="html:tongue($chapter, $lang)"/><xsl:value-of select="$chapter/odd:head/normalize-space()"/></a>
  </xsl:function>

  <!-- Why there is a rule: its description, without the codes at its beginning. -->
  <xsl:mode name="odd:reason" on-no-match="fail"/>

  <xsl:template match="odd:constraintSpec" mode="odd:reason" as="node()*">
    <xsl:apply-templates select="odd:desc[not(@type | @xml:lang)]/node()" mode="#current"/>
  </xsl:template>

  <xsl:template match="odd:*" mode="odd:reason" as="node()*"><xsl:apply-templates select="." mode="odd:prose"/></xsl:template>
  <xsl:template match="text()" mode="odd:reason" as="text()"><xsl:copy/></xsl:template>
  <xsl:template match="odd:desc/text()[not(preceding-sibling::node())]" mode="odd:reason" as="text()">
    <xsl:variable name="words" as="xs:string" select="replace(., '^\s*S\d+(, S\d+)*:\s*', '')"/>
    <xsl:value-of select="upper-case(substring($words, 1, 1)) || substring($words, 2)"/>
  </xsl:template>

  <!-- The message, with a sign for what it says of the place. -->
  <xsl:mode name="odd:message" on-no-match="fail"/>

  <xsl:template match="text()" mode="odd:message" as="text()"><xsl:value-of select="replace(., '\s+', ' ')"/></xsl:template>
  <xsl:template match="sch:*" mode="odd:message" as="element()"><i>…</i></xsl:template>
  <xsl:template match="sch:value-of[matches(@select, '^@[\w:]+$')]" mode="odd:message" as="element()"><code><xsl:value-of select="@select"/></code></xsl:template>

  <!-- Links to codes: of one rule, and in the list of a chapter. -->
  <xsl:mode name="odd:code-link" on-no-match="fail"/>

  <xsl:template match="sch:assert | sch:report" mode="odd:code-link" as="element()">
    <a class="code-link" href="{$odd:folder}codes.html#{@id}"><xsl:value-of select="@id"/></a>
  </xsl:template>

  <xsl:mode name="odd:ruled" on-no-match="fail"/>

  <xsl:template match="odd:constraintSpec" mode="odd:ruled" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="codes" as="element()*"><xsl:apply-templates select=".//(sch:assert | sch:report)" mode="odd:code-link"/></xsl:variable>
    <li><xsl:sequence select="html:joined($codes, ' ')"/><xsl:text> </xsl:text><span><xsl:sequence select="html:tongue(., $lang)"/><xsl:apply-templates select="." mode="odd:reason"/></span></li>
  </xsl:template>

</xsl:stylesheet>
