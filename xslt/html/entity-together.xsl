<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: on the page of an entry, with whom and what it is named. Input: the entry in the corpus. Output: a section. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:register="urn:edition:register"
    xmlns:together="urn:edition:together"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Named together: first in one sentence, then only in one paragraph, by register -->

  <xsl:mode name="together" on-no-match="fail"/>

  <xsl:template match="*" mode="together" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="pairs" as="map(*)*" select="together:with(.)"/>
    <xsl:if test="exists($pairs)">
      <section class="together" aria-labelledby="together">
        <h2 id="together"><xsl:value-of select="label:of('entity.together', $lang)"/></h2>
        <p class="lead"><xsl:value-of select="label:of('entity.together.lead', $lang)"/></p>
        <xsl:sequence select="together:list($pairs[?sentences gt 0], $lang)"/>
        <xsl:if test="exists($pairs[?sentences = 0])">
          <details>
            <summary><xsl:value-of select="label:of('entity.together.paragraph', $lang)"/><xsl:text> </xsl:text><span class="count"><xsl:value-of select="count($pairs[?sentences = 0])"/></span></summary>
            <xsl:sequence select="together:list($pairs[?sentences = 0], $lang)"/>
          </details>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="together:list" as="element()?">
    <xsl:param name="pairs" as="map(*)*"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:if test="exists($pairs)">
      <dl class="pairs">
        <xsl:for-each-group select="$pairs" group-by="?other/ancestor::TEI[1]/@xml:id">
          <xsl:sort select="?other/ancestor::TEI[1]/count(preceding-sibling::TEI)"/>
          <dt><xsl:value-of select="label:of(current-grouping-key(), $lang)"/></dt>
          <xsl:for-each select="current-group()">
            <xsl:sort select="?sentences" order="descending"/>
            <xsl:sort select="?paragraphs" order="descending"/>
            <xsl:sort select="register:key(?other, $lang)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
            <dd>
              <a href="{?other/@xml:id}.html"><xsl:value-of select="label:name(?other, $lang)"/></a>
              <xsl:text> </xsl:text>
              <span class="count"><xsl:value-of select="string-join((?sentences[. gt 0], ?paragraphs), '/')"/></span>
            </dd>
          </xsl:for-each>
        </xsl:for-each-group>
      </dl>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
