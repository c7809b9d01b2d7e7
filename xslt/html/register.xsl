<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page of a register: a compact list by letter, each entry with its dates, attested forms and places; and what the pages of
     entries share with it: the order, dates in words. Input: an authority file of the corpus. Override: the mode listed. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xmlns:reference="urn:edition:reference"
    xmlns:register="urn:edition:register"
    xmlns:html="urn:edition:html"
    xmlns:time="urn:edition:time"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/time.xsl"/>

  <xsl:template match="teiCorpus/TEI[not(text)] | standOff/*[@type = ('mentioned', 'context')]/*" mode="style" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}registers.css"/>
  </xsl:template>

  <xsl:template match="teiCorpus/TEI[not(text)]" mode="page-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of(@xml:id, $lang) || ' · ' || page:title(/*, $lang)"/>
  </xsl:template>

  <xsl:template match="teiCorpus/TEI[not(text)]" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <header class="heading">
      <h1><xsl:value-of select="label:of(@xml:id, $lang)"/></h1>
      <p class="sub"><xsl:value-of select="label:of('register.lead' || '.named'[empty(current()/standOff/*[@type = 'context']/*)], $lang, (string(count(standOff/*[@type = 'mentioned']/*)), string(count(standOff/*[@type = 'context']/*))))"/></p>
    </header>
    <xsl:apply-templates select="standOff/*" mode="register"/>
    <xsl:apply-templates select="teiHeader" mode="making"/>
  </xsl:template>

  <xsl:mode name="register" on-no-match="fail"/>

  <xsl:template match="standOff/*" mode="register" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="list" as="element()" select="."/>
    <section class="{@type}" aria-labelledby="{@type}">
      <h2 id="{@type}"><xsl:value-of select="label:of(@type, $lang)"/></h2>
      <xsl:apply-templates select=".[count(*) gt 12]" mode="letters"/>
      <ul class="register">
        <xsl:for-each-group select="register:ordered(., $lang)" group-adjacent="register:letter(., $lang)">
          <xsl:apply-templates select="current-group()" mode="listed">
            <xsl:with-param name="letter" select="current-grouping-key()"/>
          </xsl:apply-templates>
        </xsl:for-each-group>
      </ul>
    </section>
  </xsl:template>

  <!-- The jump to the first entry of each letter. -->
  <xsl:mode name="letters" on-no-match="fail"/>

  <xsl:template match="standOff/*" mode="letters" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="list" as="element()" select="."/>
    <nav class="letters" aria-label="{label:of('register.letters', $lang) || ': ' || label:of(@type, $lang)}">
      <ul>
        <xsl:for-each select="distinct-values(register:ordered(., $lang) ! register:letter(., $lang))">
          <li><a href="#{$list/@type}.{.}"><xsl:value-of select="."/></a></li>
        </xsl:for-each>
      </ul>
    </nav>
  </xsl:template>

  <!-- Order -->

  <xsl:function name="register:ordered" as="element()*">
    <xsl:param name="list" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:perform-sort select="$list/*">
      <xsl:sort select="register:key(., $lang)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
    </xsl:perform-sort>
  </xsl:function>

  <!-- What an entry is sorted by: its name without marks, small letters, ё as е, foreign letters without their signs; a person by the last
       word of it. -->
  <xsl:function name="register:key" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="name" as="xs:string" select="string((label:name($entry, $lang), $entry/@xml:id)[1])"/>
    <xsl:variable name="folded" as="xs:string" select="replace(normalize-unicode(lower-case(register:family($entry, $name) || ' ' || $name), 'NFD'), '([a-z])\p{M}+', '$1')
      => normalize-unicode('NFC') => replace('ё', 'е') => replace('[^\w\s]', '') => normalize-space()"/>
    <!-- Numbers in order of size, as long as they have less than five digits. -->
    <xsl:sequence select="replace(replace($folded, '(^|\s)(\d{1,4})', '$1000$2'), '0*(\d{4})(\D|$)', '$1$2')"/>
  </xsl:function>

  <!-- The part of a name under which people look: all of it, but of a person's the last word, unless a number makes it a king's. -->
  <xsl:function name="register:family" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="if ($entry/self::person and not(matches($name, '\s[IVX]+(\s|$)'))) then tokenize($name, ' ')[last()] else $name"/>
  </xsl:function>

  <!-- The letter under which an entry stands; what begins otherwise, with a figure above all, stands first. -->
  <xsl:function name="register:letter" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="first" as="xs:string" select="upper-case(substring(register:key($entry, $lang), 1, 1))"/>
    <xsl:sequence select="if (matches($first, if ($lang = 'ru') then '[А-Я]' else '[A-Z]')) then $first else '0–9'"/>
  </xsl:function>

  <!-- One entry -->

  <xsl:mode name="listed" on-no-match="fail"/>

  <xsl:template match="standOff/*/*" mode="listed" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:param name="letter" as="xs:string"/>
    <li class="listed" id="{@xml:id}">
      <xsl:if test="position() = 1"><span class="letter" id="{../@type}.{$letter}" aria-hidden="true"><xsl:value-of select="$letter"/></span></xsl:if>
      <p class="head">
        <a class="name" href="{@xml:id}.html"><xsl:apply-templates select="." mode="headed"/></a>
        <xsl:text> </xsl:text>
        <xsl:where-populated><span class="years"><xsl:value-of select="register:dates(., $lang)"/></span></xsl:where-populated>
        <xsl:apply-templates select="note[@type = 'mentions']" mode="count"/>
      </p>
      <xsl:where-populated><p class="attested"><xsl:apply-templates select="*[@type = 'attested']" mode="form"/></p></xsl:where-populated>
      <xsl:where-populated><p class="role"><xsl:value-of select=".[not(note[@type = 'mentions'])]/label:in(note[@type = 'role'], $lang)"/></p></xsl:where-populated>
      <xsl:apply-templates select="note[@type = 'mentions']" mode="places"/>
      <xsl:apply-templates select=".[not(note[@type = 'mentions'])]" mode="quoted-places"/>
    </li>
  </xsl:template>

  <!-- The name, with the word by which it is sorted set off. -->
  <xsl:mode name="headed" on-no-match="fail"/>

  <xsl:template match="*" mode="headed" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:name(., $lang)"/>
  </xsl:template>

  <xsl:template match="person" mode="headed" as="item()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="name" as="xs:string" select="string(label:name(., $lang))"/>
    <xsl:variable name="family" as="xs:string" select="register:family(., $name)"/>
    <xsl:value-of select="substring($name, 1, string-length($name) - string-length($family))"/>
    <b><xsl:value-of select="$family"/></b>
  </xsl:template>

  <xsl:mode name="count" on-no-match="fail"/>

  <xsl:template match="note" mode="count" as="item()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:text> </xsl:text>
    <span class="count"><xsl:value-of select="label:of('register.count', $lang, string(count(ref)))"/></span>
  </xsl:template>

  <xsl:mode name="form" on-no-match="fail"/>

  <xsl:template match="*" mode="form" as="item()+">
    <span class="form" lang="{html:lang(.)}"><xsl:value-of select="normalize-space()"/></span>
    <xsl:value-of select="if (position() lt last()) then ' · ' else ''"/>
  </xsl:template>

  <!-- The sentences in which an entry is named, by text; a sentence once. -->
  <xsl:mode name="places" on-no-match="fail"/>

  <xsl:template match="note[@type = 'mentions']" mode="places" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <ul class="places" aria-label="{label:of('mentions', $lang)}">
      <xsl:for-each-group select="ref" group-by="key('link:id', @target)/ancestor::TEI/@xml:id">
        <li>
          <span class="text"><xsl:value-of select="page:title(key('link:id', @target)/ancestor::TEI, $lang)"/></span>
          <xsl:for-each-group select="current-group()" group-by="@target">
            <xsl:text> </xsl:text>
            <a href="{link:address(@target, .)}"><xsl:value-of select="reference:short(key('link:id', @target))"/></a>
          </xsl:for-each-group>
        </li>
      </xsl:for-each-group>
    </ul>
  </xsl:template>

  <!-- Dates in words of the interface -->

  <xsl:function name="register:dates" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="life" as="xs:string?" select="time:span($entry/birth/@when, $entry/death/@when, $lang)"/>
    <xsl:variable name="dates" as="xs:string*">
      <xsl:apply-templates select="$entry/(., state, date)" mode="dates"><xsl:with-param name="lang" select="$lang" tunnel="yes"/></xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="string-join(distinct-values(($life, $dates)), '; ')"/>
  </xsl:function>

  <xsl:mode name="dates" on-no-match="deep-skip"/>

  <xsl:template match="*[@when]" mode="dates" priority="3" as="xs:string">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:sequence select="time:said(@when, $lang)"/>
  </xsl:template>

  <xsl:template match="*[@from or @to]" mode="dates" priority="2" as="xs:string?">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:sequence select="time:span(@from, @to, $lang)"/>
  </xsl:template>

  <xsl:template match="*[@notBefore]" mode="dates" as="xs:string">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:sequence select="label:of('date.after', $lang, time:said(@notBefore, $lang))"/>
  </xsl:template>

  <xsl:template match="*[@notAfter]" mode="dates" as="xs:string">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:sequence select="label:of('date.before', $lang, time:said(@notAfter, $lang))"/>
  </xsl:template>

  <xsl:template match="*[@notBefore][@notAfter]" mode="dates" priority="1" as="xs:string?">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:sequence select="time:span(@notBefore, @notAfter, $lang)"/>
  </xsl:template>

  <xsl:template match="date" mode="dates" priority="0" as="xs:string">
    <xsl:sequence select="normalize-space()"/>
  </xsl:template>

</xsl:stylesheet>
