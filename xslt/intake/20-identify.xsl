<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: every id names one element and is a name. Input: TEI. Output: the same; of equal ids the first stays, the sign _ stands where
     one has white space (which HTML and the lists of pointers do not allow). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    exclude-result-prefixes="#all">

  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:key name="same" match="*[@xml:id]" use="replace(normalize-space(@xml:id), '\s', '_')"/>

  <xsl:template match="@xml:id" as="attribute()?">
    <xsl:variable name="name" as="xs:string" select="replace(normalize-space(.), '\s', '_')"/>
    <xsl:if test="$name and .. is key('same', $name)[1]"><xsl:attribute name="xml:id" select="$name"/></xsl:if>
  </xsl:template>

</xsl:stylesheet>
