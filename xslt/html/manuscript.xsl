<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what tells of the object that bears a text: transcriptions by page and line, page furniture, characters without a code,
     deletions, ruby, code. Input: TEI with @display:as. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:html="urn:edition:html"
    xmlns:m="http://www.w3.org/1998/Math/MathML"
    xmlns:markup="urn:edition:markup"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="furniture" on-no-match="fail"/>
  <xsl:mode name="image" on-no-match="fail"/>

  <!-- Running heads, signatures, catchwords: not of the text that runs through them; they stand together after it. -->
  <xsl:template match="text//fw[not(ancestor::fw)]" as="empty-sequence()"/>
  <xsl:template match="fw//fw" priority="1" as="element()"><span class="fw"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></span></xsl:template>

  <xsl:template match="text" mode="furniture" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:where-populated>
      <details class="furniture">
        <xsl:on-non-empty><summary lang="{$lang}"><xsl:value-of select="label:of('furniture', $lang)"/></summary></xsl:on-non-empty>
        <xsl:where-populated><ul><xsl:apply-templates select=".//fw[not(ancestor::fw)][normalize-space()]" mode="furniture"/></ul></xsl:where-populated>
      </details>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="fw" mode="furniture" as="element()">
    <li><xsl:sequence select="html:common(.)"/><xsl:apply-templates select="@type | @place" mode="shown"/><xsl:apply-templates/></li>
  </xsl:template>

  <!-- The images of a document: named and linked, not fetched. -->
  <xsl:template match="facsimile" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:where-populated>
      <details class="facsimile">
        <xsl:on-non-empty><summary lang="{$lang}"><xsl:value-of select="label:of('facsimile', $lang)"/></summary></xsl:on-non-empty>
        <xsl:apply-templates select="* except index"/>
      </details>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="facsimile[not(.//graphic | .//media | .//text()[normalize-space()])]" priority="1" as="empty-sequence()"/>
  <xsl:template match="facsimile//zone[not(.//text()[normalize-space()])][not(graphic)]" priority="1" as="empty-sequence()"/>

  <xsl:template match="(graphic | media)[normalize-space()]" as="node()+">
    <xsl:next-match/>
    <xsl:text> </xsl:text>
    <span class="details"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="(graphic | media)[@display:as = 'block']" priority="1" as="element()">
    <div class="image"><xsl:next-match/></div>
  </xsl:template>

  <!-- A character without a code: what the editors put for it (edition.characters has written it), else what its description says that it is. -->
  <xsl:key name="character" match="char[@xml:id] | glyph[@xml:id]" use="'#' || @xml:id"/>

  <xsl:template match="g" as="element()">
    <xsl:variable name="described" as="element()?" select="key('character', string(@ref))[1]"/>
    <span class="g">
      <xsl:where-populated><xsl:attribute name="title" select="($described/(localProp[@name = ('Name', 'name')]/@value, charName, glyphName, desc) ! normalize-space(), @ref, @type)[. ne ''][1]"/></xsl:where-populated>
      <xsl:sequence select="html:common(.)"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="g[not(node())]" priority="1" as="element()">
    <xsl:variable name="described" as="element()?" select="key('character', string(@ref))[1]"/>
    <span class="g absent" title="{($described/(localProp/@value, charName, glyphName, desc) ! normalize-space(), replace((@ref, @type, 'g')[1], '^.*#', ''))[. ne ''][1]}"/>
  </xsl:template>

  <xsl:template match="g[matches(@ref, '(EOL(un)?|soft-?)hyphen', 'i')][not(node())]" priority="2" as="element()"><span class="g"/></xsl:template>

  <!-- An expansion says what was written, where its marks of abbreviation are not shown. -->
  <xsl:template match="expan[.//ex]//am" priority="1" as="empty-sequence()"/>

  <xsl:template match="expan[.//ex][.//am]" priority="1" as="element()">
    <span class="expan" title="{normalize-space(string-join(.//text()[not(ancestor::ex)]))}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="ruby" as="element()"><ruby><xsl:apply-templates select="rb | rt"/></ruby></xsl:template>
  <xsl:template match="rb" as="item()*"><xsl:apply-templates/></xsl:template>
  <xsl:template match="rt" as="element()+"><rp>(</rp><rt><xsl:apply-templates/></rt><rp>)</rp></xsl:template>

  <!-- A crossing-out with something in its place: in a transcription by pages both stand where they are. -->
  <xsl:template match="sourceDoc//subst | sourceDoc//mod | subst[not(ancestor::text)]" priority="1" as="element()">
    <span class="subst"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="text//subst[not(parent::choice)]" as="element()+">
    <span class="subst" id="{@xml:id}"><xsl:apply-templates select="node() except del"/></span>
    <xsl:call-template name="key"/>
  </xsl:template>

  <!-- A pointer shows its address, apart from the words beside it, and its words where editors gave it some. -->
  <xsl:template match="ptr[@target]" as="item()*">
    <xsl:if test="matches(preceding-sibling::node()[1], '\w$')"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates select="." mode="linked"/>
    <xsl:value-of select="@target[not(current()/node())]"/>
  </xsl:template>

  <!-- A reference to a place of the same document is its number, or the name of the place. -->
  <xsl:template match="ptr[starts-with(@target, '#')][not(node())]" priority="1" as="item()*">
    <xsl:if test="matches(preceding-sibling::node()[1], '\w$')"><xsl:text> </xsl:text></xsl:if>
    <xsl:variable name="link" as="element()"><xsl:apply-templates select="." mode="linked"/></xsl:variable>
    <sup>
      <xsl:element name="{name($link)}"><xsl:copy-of select="$link/@*"/><xsl:value-of select="(@n, substring(@target, 2))[1]"/></xsl:element>
    </sup>
  </xsl:template>

  <!-- Markup that is spoken of. -->
  <xsl:template match="*:egXML" as="element()">
    <pre class="code"><xsl:value-of select="markup:source(node())"/></pre>
  </xsl:template>

  <xsl:template match="eg" as="element()"><pre class="code"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></pre></xsl:template>

  <!-- Formulas that browsers know. -->
  <xsl:template match="m:*" as="element()">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:copy-of select="@*[local-name() = ('display', 'mathvariant', 'stretchy', 'fence', 'separator', 'open', 'close', 'columnalign', 'rowspan', 'columnspan')][not(namespace-uri())]"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- By itself it is no formula. -->
  <xsl:template match="m:*[not(self::m:math)][not(ancestor::m:math)]" priority="1" as="element()">
    <math xmlns="http://www.w3.org/1998/Math/MathML"><xsl:next-match/></math>
  </xsl:template>

  <!-- Words where only parts of formulas may stand; browsers end a formula where they meet markup of another kind. -->
  <xsl:template match="m:*[not(self::m:mi | self::m:mn | self::m:mo | self::m:ms | self::m:mtext | self::m:annotation)]/text()[normalize-space()] | m:*/*[not(self::m:*)] | m:annotation-xml | m:annotation[not(parent::m:semantics)] | m:math//m:math" priority="2" as="element()">
    <mtext xmlns="http://www.w3.org/1998/Math/MathML"><xsl:value-of select="normalize-space()"/></mtext>
  </xsl:template>

  <xsl:template match="m:semantics/m:annotation-xml" priority="3" as="element()">
    <annotation xmlns="http://www.w3.org/1998/Math/MathML"><xsl:value-of select="normalize-space()"/></annotation>
  </xsl:template>

  <xsl:template match="(m:mi | m:mn | m:mo | m:ms | m:mtext | m:annotation)/*" priority="3" as="text()">
    <xsl:value-of select="normalize-space()"/>
  </xsl:template>

  <!-- A picture within the file is shown; other data are named. -->
  <xsl:template match="binaryObject" as="element()">
    <span class="graphic" title="{@mimeType}"/>
  </xsl:template>

  <xsl:template match="binaryObject[matches(@mimeType, '^image/(png|jpeg|gif|webp)$')][@encoding = 'base64' or not(@encoding)]" priority="1" as="element()">
    <img alt="{normalize-space((ancestor::figure[1]/figDesc, 'image')[1])}" src="data:{@mimeType};base64,{replace(., '\s', '')}"/>
  </xsl:template>

</xsl:stylesheet>
