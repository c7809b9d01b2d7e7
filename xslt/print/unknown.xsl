<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the one home of elements that have no template: their content prints, visibly marked; section.xsl names them in a message.
     Override: give the element a template in the stylesheet of its family. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="*" priority="-1" as="element(t:unknown)">
    <t:unknown name="{name()}"><xsl:apply-templates/></t:unknown>
  </xsl:template>

</xsl:stylesheet>
