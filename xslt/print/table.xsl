<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: tables, with cells that span.
     Input: table. Output: a call with one body a cell. The width is that of the widest row, with what earlier rows reach down into it. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:print="urn:edition:print"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="table" as="node()+">
    <xsl:apply-templates select="head"/>
    <t:sheet columns="{max((1, row ! print:width(.)))}">
      <xsl:for-each select="row/cell">
        <t:body>
          <t:cell y="{count(../preceding-sibling::row)}" columns="{print:span(@cols)}" rows="{min((print:span(@rows), 1 + count(../following-sibling::row)))}" role="{(@role, ../@role)[1]}">
            <xsl:apply-templates select="."/>
          </t:cell>
        </t:body>
      </xsl:for-each>
    </t:sheet>
    <xsl:apply-templates select="* except (head, row)"/>
  </xsl:template>

  <xsl:template match="cell" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:function name="print:span" as="xs:integer">
    <xsl:param name="declared" as="attribute()?"/>
    <xsl:sequence select="if (matches($declared, '^[1-9]\d?$')) then xs:integer($declared) else 1"/>
  </xsl:function>

  <xsl:function name="print:width" as="xs:integer">
    <xsl:param name="row" as="element(row)"/>
    <xsl:variable name="above" as="element(cell)*" select="$row/preceding-sibling::row/cell[count(../preceding-sibling::row) + print:span(@rows) gt count($row/preceding-sibling::row)]"/>
    <xsl:sequence select="xs:integer(sum(($row/cell | $above) ! print:span(@cols)))"/>
  </xsl:function>

</xsl:stylesheet>
