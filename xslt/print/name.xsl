<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: names and references.
     Input: names, ref, ptr. Output: calls; a link is made where its goal is in the book. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="persName | placeName | orgName | eventName | name | rs | geogName | surname | forename | roleName | nameLink | addName | genName | country | region | settlement | title[@ref][not(ancestor::teiHeader)]" priority="1" as="element(t:name)">
    <t:name to="{tokenize(@ref)[starts-with(., '#')][1] ! substring(., 2)}"><xsl:apply-templates/></t:name>
  </xsl:template>

  <xsl:template match="ref" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="ref[starts-with(@target, '#')]" priority="1" as="element(t:name)">
    <t:name to="{substring(tokenize(@target)[1], 2)}"><xsl:apply-templates/></t:name>
  </xsl:template>

  <xsl:template match="ref[matches(@target, '^https?://')]" priority="1" as="element(t:web)">
    <t:web to="{tokenize(@target)[1]}"><xsl:apply-templates/></t:web>
  </xsl:template>

  <!-- A mark of the source's own notes, which did not reach us. -->
  <xsl:template match="ref[@type = 'noteMark']" priority="2" as="element(t:raised)">
    <t:raised><xsl:apply-templates/></t:raised>
  </xsl:template>

  <xsl:template match="ptr" as="element(t:name)">
    <t:name to="{substring-after(tokenize(@target)[1], '#')}"><xsl:value-of select="replace(tokenize(@target)[1], '^#', '')"/></t:name>
  </xsl:template>

  <!-- A reference to a place of the same document is its number, or the name of the place. -->
  <xsl:template match="ptr[starts-with(@target, '#')]" priority="1" as="element(t:pointer)">
    <t:pointer to="{substring(tokenize(@target)[1], 2)}"><xsl:value-of select="(@n, substring(@target, 2))[1]"/></t:pointer>
  </xsl:template>

</xsl:stylesheet>
