<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: emendations: the critical reading in the text with a key, and the entry that shows both sides, who, how sure and why.
     The keys are drawn by the style sheet, so that the words of a page are those of the critical text and nothing else. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:reading="urn:edition:reading"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:key name="entry" match="app[@corresp]" use="@corresp"/>

  <xsl:template match="choice" as="element()+">
    <xsl:variable name="chosen" as="element()?" select="reading:chosen(.)"/>
    <span class="emended" id="{@xml:id}">
      <xsl:apply-templates select="reading:transmitted(.)[not(. is $chosen)]//lb[@xml:id], $chosen"/>
    </span>
    <xsl:call-template name="key"/>
  </xsl:template>

  <!-- Inside another emendation, in a note or a header, a choice has no entry of its own. -->
  <xsl:template match="choice//choice | note//choice | teiHeader//choice" priority="2" as="item()*">
    <xsl:apply-templates select="reading:chosen(.)"/>
  </xsl:template>

  <xsl:template match="choice[abbr][not(expan//ex)]" priority="1" as="element()+">
    <span class="abbreviated" id="{@xml:id}"><xsl:apply-templates select="abbr"/></span>
    <xsl:call-template name="key"/>
  </xsl:template>

  <xsl:template match="choice/abbr[../expan[not(.//ex)]]" as="element()">
    <abbr title="{reading:critical(../expan)}"><xsl:apply-templates/></abbr>
  </xsl:template>

  <xsl:template match="corr | reg | sic | orig | abbr | expan | ex | am | lem" as="item()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="surplus" as="element()+">
    <span class="surplus" id="{@xml:id}" data-source="{reading:source(.)}"/>
    <xsl:call-template name="key"/>
  </xsl:template>

  <xsl:template match="del" as="element()">
    <del><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></del>
  </xsl:template>

  <xsl:template match="supplied" as="element()+">
    <span class="supplied"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></span>
    <xsl:call-template name="key"/>
  </xsl:template>

  <xsl:template match="gap" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <span class="gap" id="{@xml:id}" title="{(@reason ! label:of('reason.' || ., $lang), label:of('gap', $lang))[1]}"><xsl:value-of select="reading:critical(.)"/></span>
    <xsl:call-template name="key"/>
  </xsl:template>

  <!-- In a text with an apparatus of its own, the lemma is read; the other readings stand in the entry that this edition makes of it. -->
  <xsl:template match="app" as="element()+">
    <span class="app" title="{string-join(.//rdg[ancestor::app[1] is current()] ! reading:critical(.), ' | ')}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates select="reading:lemma(.)/node(), note"/></span>
    <xsl:call-template name="key"/>
  </xsl:template>

  <xsl:template name="key" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:for-each select="key('entry', '#' || @xml:id)[1]">
      <a class="key" role="doc-noteref" href="{@corresp}.entry" aria-label="{html:key(., $lang)}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- What a key is called: an emendation, the commonest by far, by its place alone, which its role makes a reference. -->
  <xsl:function name="html:key" as="xs:string">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="place" as="xs:string?" select="$entry[not(@type = 'expansion')]/@loc[. ne '']"/>
    <xsl:sequence select="($place, normalize-space(label:of(if ($entry/@type = 'expansion') then 'abbreviation' else 'emendation', $lang, string($entry/@loc))))[1]"/>
  </xsl:function>

  <xsl:mode name="entries" on-no-match="fail"/>

  <xsl:template match="standOff" mode="entries" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <section class="apparatus" lang="{$lang}" aria-labelledby="emendations">
      <h2 id="emendations"><xsl:value-of select="label:of('emendations', $lang)"/></h2>
      <p><xsl:value-of select="label:of('emendations.lead', $lang)"/></p>
      <p><xsl:value-of select="label:of('signs', $lang)"/></p>
      <ul><xsl:apply-templates select="listApp/app" mode="entries"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="standOff[not(listApp/app)]" mode="entries" as="empty-sequence()"/>

  <xsl:template match="app" mode="entries" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li id="{substring(@corresp, 2)}.entry">
      <a role="doc-backlink" href="{@corresp}"><xsl:sequence select="html:place(string(@loc), $lang)"/></a>
      <xsl:text> </xsl:text>
      <span><xsl:sequence select="html:tongue(ancestor::TEI[1]/(text, sourceDoc)[1], $lang)"/><xsl:apply-templates select="." mode="readings"/></span>
      <xsl:text> </xsl:text>
      <small><xsl:apply-templates select="." mode="details"/><xsl:apply-templates select="." mode="why"/></small>
    </li>
  </xsl:template>

  <xsl:mode name="readings" on-no-match="fail"/>

  <xsl:template match="app" mode="readings" as="item()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <b><xsl:apply-templates select="lem" mode="readings"/></b>
    <xsl:text>] </xsl:text>
    <xsl:for-each select="rdg">
      <xsl:if test="position() gt 1"><xsl:text>; </xsl:text></xsl:if>
      <i><xsl:apply-templates select="." mode="readings"/></i>
      <xsl:apply-templates select="@wit" mode="readings"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="@wit" mode="readings" as="item()+">
    <xsl:text> </xsl:text>
    <span class="witnesses"><xsl:value-of select="tokenize(.) ! replace(., '^.*#', '')"/></span>
  </xsl:template>

  <xsl:template match="app[@type = 'expansion']" mode="readings" as="item()+">
    <b><xsl:apply-templates select="lem" mode="readings"/></b>
    <xsl:text> = </xsl:text>
    <i><xsl:value-of select="note"/></i>
  </xsl:template>

  <xsl:template match="lem | rdg" mode="readings" as="item()">
    <xsl:value-of select="."/>
  </xsl:template>

  <xsl:template match="lem[not(normalize-space())] | rdg[not(normalize-space())]" mode="readings" as="item()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <em lang="{$lang}"><xsl:value-of select="label:of('nothing', $lang)"/></em>
  </xsl:template>

  <!-- What a way back says: the reference, which its role makes one; an arrow, with its meaning, where nothing has a number. -->
  <xsl:function name="html:place" as="item()+">
    <xsl:param name="reference" as="xs:string"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:where-populated><xsl:attribute name="aria-label" select="label:of('back', $lang)[$reference = '']"/></xsl:where-populated>
    <xsl:value-of select="($reference[. ne ''], '↑')[1]"/>
  </xsl:function>

  <!-- Where the reason is told: nothing, unless a module knows. -->
  <xsl:mode name="why" on-no-match="deep-skip"/>

  <xsl:mode name="details" on-no-match="fail"/>

  <!-- What it is, its class, why, how sure, who: parted by middle dots. That something is a correction, its class says. -->
  <xsl:template match="app" mode="details" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="parts" as="xs:string*" select="
      label:of(@type, $lang)[not(current()/@type = 'correction' and current()/@ana)], @ana ! label:declared(., $lang), @reason ! label:of('reason.' || ., $lang),
      @cert ! label:of('cert.' || ., $lang), @resp ! label:declared(., $lang)"/>
    <xsl:value-of select="string-join($parts, ' · ')"/>
  </xsl:template>

</xsl:stylesheet>
