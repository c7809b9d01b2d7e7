<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the chronology as a list: what the texts date, in order of time, and beside it the dates of the register of events.
     Input: a book:chapter in the corpus. Which dates count, and in what order, the site's module says. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:book="urn:edition:book"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:reading="urn:edition:reading"
    xmlns:reference="urn:edition:reference"
    xmlns:time="urn:edition:time"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:function name="book:moments" as="element()*">
    <xsl:param name="corpus" as="element(teiCorpus)"/>
    <xsl:sequence select="time:sorted((time:dates($corpus), time:events($corpus)))"/>
  </xsl:function>

  <xsl:template match="book:chapter[@name = 'chronology']" mode="main" as="element()+">
    <xsl:sequence select="book:heading(.)"/>
    <xsl:for-each select="book:languages(.)"><p class="lead" lang="{.}"><xsl:value-of select="label:of('book.chronology.lead', .)"/></p></xsl:for-each>
    <xsl:for-each-group select="book:moments(/teiCorpus)" group-adjacent="time:year(.)">
      <section class="year" aria-labelledby="y{current-grouping-key()}">
        <h2 id="y{current-grouping-key()}"><xsl:value-of select="current-grouping-key()"/></h2>
        <ol class="moments"><xsl:apply-templates select="current-group()" mode="moment"/></ol>
      </section>
    </xsl:for-each-group>
  </xsl:template>

  <!-- The words of the source, after the date that the edition takes them for. -->
  <xsl:template match="date" mode="moment" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li class="statement">
      <xsl:sequence select="time:marked(., $lang)"/>
      <xsl:text>: </xsl:text>
      <span class="form" lang="{html:lang(.)}"><xsl:value-of select="reading:source(.)"/></span>
      <xsl:text>, </xsl:text>
      <a href="{link:page(ancestor::TEI[1])}#{ancestor::s[1]/@xml:id}"><xsl:value-of select="reference:full(.)"/></a>
      <xsl:text> </xsl:text>
      <span class="details"><xsl:value-of select="'(' || string-join((label:of('precision.' || time:precision(.), $lang), @cert ! time:certainty(.., $lang)), ', ') || ')'"/></span>
    </li>
  </xsl:template>

  <xsl:template match="event" mode="moment" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="event" as="element(event)" select="."/>
    <li class="registered">
      <xsl:sequence select="time:marked(., $lang)"/>
      <xsl:text>: </xsl:text>
      <a href="{link:page(.)}#{@xml:id}"><xsl:sequence select="book:in-each(book:languages(ancestor::TEI), label:name($event, ?))"/></a>
    </li>
  </xsl:template>

</xsl:stylesheet>
