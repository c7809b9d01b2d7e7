<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: markup that is spoken of (egXML), as the characters that an editor would type. Input: nodes. Output: a string. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xmlns:markup="urn:edition:markup"
    exclude-result-prefixes="#all">

  <xsl:mode name="markup:bare" on-no-match="shallow-copy"/>

  <xsl:function name="markup:source" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="bare" as="node()*"><xsl:apply-templates select="$nodes" mode="markup:bare"/></xsl:variable>
    <xsl:sequence select="serialize($bare, map{'method': 'xml', 'omit-xml-declaration': true()})"/>
  </xsl:function>

  <!-- Without what the passes have added, and without namespaces, which every tag would have to declare. -->
  <xsl:template match="*" mode="markup:bare" as="element()">
    <xsl:element name="{local-name()}"><xsl:apply-templates select="@* except @display:*, node()" mode="#current"/></xsl:element>
  </xsl:template>

</xsl:stylesheet>
