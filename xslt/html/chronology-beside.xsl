<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: in the chronology, what different texts say of the same event, side by side. Input: annotations of correspondences. Output: HTML. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
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

  <xsl:mode name="beside" on-no-match="fail"/>

  <!-- The same event in different texts -->

  <xsl:template match="annotation" mode="beside" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="annotation" as="element(annotation)" select="."/>
    <xsl:variable name="subject" as="element()?" select="key('link:id', @corresp)"/>
    <article class="beside" id="{@xml:id}">
      <h3><a href="{$subject ! link:page(.)}"><xsl:value-of select="time:subject(., $lang)"/></a></h3>
      <p class="how"><xsl:value-of select="string-join(($subject[self::event][time:is(.)] ! time:words(., $lang), @ana ! label:declared(., $lang)), ' · ')"/></p>
      <div class="columns">
        <xsl:for-each-group select="tokenize(@target) ! key('link:id', ., root($annotation))" group-by="ancestor::TEI[1]/@xml:id">
          <section>
            <h4><xsl:value-of select="page:title(ancestor::TEI[1], $lang)"/></h4>
            <xsl:for-each select="current-group()">
              <p lang="{html:lang(.)}"><a class="number" href="{link:address('#' || @xml:id, root()/teiCorpus/site:page[1])}"><xsl:value-of select="reference:short(.)"/></a><xsl:text> </xsl:text><xsl:value-of select="reading:critical(.)"/></p>
            </xsl:for-each>
          </section>
        </xsl:for-each-group>
      </div>
      <xsl:for-each select="language:chosen(note, $lang)">
        <p class="remark" lang="{html:lang(.)}"><xsl:value-of select="normalize-space()"/></p>
      </xsl:for-each>
    </article>
  </xsl:template>

  <xsl:function name="time:subject" as="xs:string">
    <xsl:param name="annotation" as="element(annotation)"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="string((key('link:id', $annotation/@corresp, root($annotation)) ! label:name(., $lang), $annotation/@xml:id)[1])"/>
  </xsl:function>

  <!-- When that is of which the passages speak: by the register, else by the passages themselves, else after all others. -->
  <xsl:function name="time:of-annotation" as="xs:date">
    <xsl:param name="annotation" as="element(annotation)"/>
    <xsl:variable name="subject" as="element()?" select="key('link:id', $annotation/@corresp, root($annotation))"/>
    <xsl:variable name="passages" as="element()*" select="tokenize($annotation/@target) ! key('link:id', ., root($annotation))"/>
    <xsl:variable name="dates" as="element(date)*" select="time:dates(root($annotation)/teiCorpus)[ancestor::s intersect $passages]"/>
    <xsl:sequence select="($subject[self::event][time:is(.)] ! time:start(.), min($dates ! time:start(.)), xs:date('9999-01-01'))[1]"/>
  </xsl:function>

</xsl:stylesheet>
