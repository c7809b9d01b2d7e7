<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the one home of markup that no other stylesheet knows: its words are shown, it is marked, and it is reported. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="*" priority="-2" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:message select="'unknown element ' || name()"/>
    <span class="unknown" data-element="{name()}" title="{label:of('unknown', $lang, name())}">
      <xsl:sequence select="html:common(.)"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

</xsl:stylesheet>
