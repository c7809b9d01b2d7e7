<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what the texts date, in order of time, and beside it, told apart, the dates of the register of events: a time axis, a list by
     years, the passages of different texts that speak of one event, and a table.
     Input: site:page[@name = 'chronology'] in the corpus. A date counts as the source has it: those in editorial readings and notes do not.
     Output: the page's main; each date is one li.statement with the id `date.` and that of its sentence (and its number from the second on). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:link="urn:edition:link"
    xmlns:page="urn:edition:page"
    xmlns:reading="urn:edition:reading"
    xmlns:reference="urn:edition:reference"
    xmlns:site="urn:edition:site"
    xmlns:time="urn:edition:time"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/time.xsl"/>
  <xsl:import href="chronology-beside.xsl"/>
  <xsl:import href="chronology-axis.xsl"/>

  <xsl:mode name="moment" on-no-match="fail"/>
  <xsl:mode name="moment-row" on-no-match="fail"/>

  <!-- The years of the axis. -->
  <xsl:variable name="time:first" as="xs:integer" select="1914"/>
  <xsl:variable name="time:last" as="xs:integer" select="1941"/>

  <xsl:key name="time:touching" match="standOff/listAnnotation[@type = 'correspondences']/annotation" use="tokenize(@target)"/>

  <xsl:template match="site:page[@name = 'chronology']" mode="style" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}chronology.css"/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'chronology']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="dates" as="element(date)*" select="time:dates(/teiCorpus)"/>
    <xsl:variable name="moments" as="element()*" select="time:sorted(($dates, time:events(/teiCorpus))[time:within(.)])"/>
    <header class="heading">
      <h1><xsl:value-of select="label:of('page.chronology', $lang)"/></h1>
      <p class="sub"><xsl:value-of select="label:of('chronology.lead', $lang)"/></p>
    </header>
    <xsl:sequence select="time:axis($moments, $lang)"/>
    <nav class="years" aria-label="{label:of('chronology.years', $lang)}">
      <ol>
        <xsl:for-each select="distinct-values($moments ! time:year(.))">
          <li><a href="#y{.}"><xsl:value-of select="."/></a></li>
        </xsl:for-each>
      </ol>
    </nav>
    <xsl:for-each-group select="$moments" group-adjacent="time:year(.)">
      <section class="year" aria-labelledby="y{current-grouping-key()}">
        <h2 id="y{current-grouping-key()}"><xsl:value-of select="current-grouping-key()"/></h2>
        <ol class="moments"><xsl:apply-templates select="current-group()" mode="moment"/></ol>
      </section>
    </xsl:for-each-group>
    <xsl:variable name="apart" as="element(date)*" select="time:sorted($dates[not(time:within(.))])"/>
    <xsl:if test="exists($apart)">
      <section class="year apart" aria-labelledby="apart">
        <h2 id="apart"><xsl:value-of select="label:of('chronology.apart', $lang)"/></h2>
        <ol class="moments"><xsl:apply-templates select="$apart" mode="moment"/></ol>
      </section>
    </xsl:if>
    <xsl:variable name="shared" as="element(annotation)*" select="/teiCorpus/standOff/listAnnotation[@type = 'correspondences']/annotation"/>
    <xsl:if test="exists($shared)">
      <section class="shared" aria-labelledby="shared">
        <h2 id="shared"><xsl:value-of select="label:of('chronology.beside', $lang)"/></h2>
        <xsl:apply-templates select="sort($shared, (), time:of-annotation#1)" mode="beside"/>
      </section>
    </xsl:if>
    <section class="all">
      <h2 id="all"><xsl:value-of select="label:of('chronology.all', $lang)"/></h2>
      <div class="scroll" role="region" tabindex="0" aria-labelledby="all">
        <table>
          <caption><xsl:value-of select="label:of('chronology.caption', $lang, (string(count($dates)), string(count($moments[self::event]))))"/></caption>
          <thead>
            <tr>
              <xsl:for-each select="'date', 'precision', 'certainty', 'form', 'where'">
                <th scope="col"><xsl:value-of select="label:of(if (. = 'where') then 'chronology.where' else 'chronology.' || ., $lang)"/></th>
              </xsl:for-each>
            </tr>
          </thead>
          <tbody><xsl:apply-templates select="$moments, $apart" mode="moment-row"/></tbody>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:function name="time:within" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="time:year($element) = $time:first to $time:last"/>
  </xsl:function>

  <!-- A date without @cert is not in doubt (rule N8). -->
  <xsl:function name="time:certainty" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="label:of(($element/@cert ! ('cert.' || .), 'certainty.stated')[1], $lang)"/>
  </xsl:function>

  <xsl:function name="time:id" as="xs:string">
    <xsl:param name="date" as="element(date)"/>
    <xsl:variable name="sentence" as="element(s)" select="$date/ancestor::s[1]"/>
    <xsl:variable name="number" as="xs:integer" select="count(time:dates(root($date)/teiCorpus)[ancestor::s[1] is $sentence][. &lt;&lt; $date]) + 1"/>
    <xsl:sequence select="string-join(('date', $sentence/@xml:id, $number[. gt 1] ! string()), '.')"/>
  </xsl:function>

  <!-- The list -->

  <xsl:template match="date" mode="moment" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="sentence" as="element(s)" select="ancestor::s[1]"/>
    <xsl:variable name="address" as="xs:string" select="link:address('#' || $sentence/@xml:id, /teiCorpus/site:page[1])"/>
    <li class="statement" id="{time:id(.)}">
      <xsl:sequence select="time:heading(., $lang)"/>
      <blockquote lang="{html:lang(.)}"><p><xsl:sequence select="time:sentence(.)"/></p></blockquote>
      <p class="where">
        <a href="{$address}"><xsl:value-of select="page:title(ancestor::TEI[1], $lang) || ' ' || reference:short(.)"/></a>
        <xsl:for-each select="key('time:touching', '#' || $sentence/@xml:id)">
          <xsl:value-of select="if (position() = 1) then ' · ' || substring-before(label:of('chronology.also', $lang, '&#xE000;'), '&#xE000;') else ', '"/>
          <a href="#{@xml:id}"><xsl:value-of select="time:subject(., $lang)"/></a>
        </xsl:for-each>
      </p>
    </li>
  </xsl:template>

  <xsl:template match="event" mode="moment" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li class="registered" id="date.{@xml:id}">
      <xsl:sequence select="time:heading(., $lang)"/>
      <p class="where"><a href="{@xml:id}.html"><xsl:value-of select="label:name(., $lang)"/></a></p>
    </li>
  </xsl:template>

  <xsl:function name="time:heading" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <p class="when">
      <span class="date"><xsl:sequence select="time:marked($element, $lang)"/></span>
      <xsl:text> </xsl:text>
      <span class="how"><xsl:value-of select="string-join((
        'chronology.register'[$element/self::event] ! label:of(., $lang),
        ('precision.' || time:precision($element))[not($element/self::event)] ! label:of(., $lang),
        $element/@cert ! time:certainty($element, $lang)), ', ')"/></span>
    </p>
  </xsl:function>

  <xsl:function name="time:marked" as="item()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="time" as="element()"><time datetime="{$element/@when}"><xsl:value-of select="time:words($element, $lang)"/></time></xsl:variable>
    <xsl:variable name="words" as="text()"><xsl:value-of select="time:words($element, $lang)"/></xsl:variable>
    <xsl:sequence select="if ($element/@when) then $time else $words"/>
  </xsl:function>

  <!-- The critical text of the sentence, with the date marked: between two characters of private use while its blanks are put in order. -->
  <xsl:function name="time:sentence" as="item()*">
    <xsl:param name="date" as="element(date)"/>
    <xsl:variable name="choice" as="element(choice)?" select="$date/ancestor::choice[last()]"/>
    <xsl:variable name="read" as="element(date)?" select="if ($choice) then ($choice/(corr | reg)//date[deep-equal(@* except @cert, $date/(@* except @cert))])[1] else $date"/>
    <xsl:variable name="pieces" as="node()*">
      <xsl:apply-templates select="$date/ancestor::s[1]" mode="reading:critical"><xsl:with-param name="time:marked" select="$read" tunnel="yes"/></xsl:apply-templates>
    </xsl:variable>
    <xsl:analyze-string select="normalize-space(string-join($pieces))" regex="&#xE000;(.*)&#xE001;">
      <xsl:matching-substring><mark><xsl:value-of select="regex-group(1)"/></mark></xsl:matching-substring>
      <xsl:non-matching-substring><xsl:value-of select="."/></xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:function>

  <xsl:template match="date" mode="reading:critical" as="text()*">
    <xsl:param name="time:marked" as="element(date)?" select="()" tunnel="yes"/>
    <xsl:variable name="here" as="xs:boolean" select="exists(. intersect $time:marked)"/>
    <xsl:value-of select="'&#xE000;'[$here]"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:value-of select="'&#xE001;'[$here]"/>
  </xsl:template>

  <!-- The table -->

  <xsl:template match="date | event" mode="moment-row" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <tr>
      <th scope="row"><xsl:value-of select="time:words(., $lang)"/></th>
      <td><xsl:value-of select="label:of('precision.' || time:precision(.), $lang)"/></td>
      <td><xsl:value-of select="time:certainty(., $lang)"/></td>
      <xsl:apply-templates select="." mode="moment-cells"/>
    </tr>
  </xsl:template>

  <xsl:mode name="moment-cells" on-no-match="fail"/>

  <xsl:template match="date" mode="moment-cells" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <td lang="{html:lang(.)}"><xsl:value-of select="reading:source(.)"/></td>
    <td><a href="#{time:id(.)}"><xsl:value-of select="page:title(ancestor::TEI[1], $lang) || ' ' || reference:short(.)"/></a></td>
  </xsl:template>

  <xsl:template match="event" mode="moment-cells" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <td class="how"><xsl:value-of select="label:of('chronology.register', $lang)"/></td>
    <td><a href="#date.{@xml:id}"><xsl:value-of select="label:name(., $lang)"/></a></td>
  </xsl:template>

</xsl:stylesheet>
