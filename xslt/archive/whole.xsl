<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the whole edition as one TEI document that needs no other: every pointer to an entry of a register, a class, a step of the work or
     a file of the edition leads to an element in it; those to other files lead to where a package has them.
     Input: a teiCorpus after the pass that resolves pointers. Output: the same without what only the passes read. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs">

  <!-- From the folder of this document to that of the TEI as it is edited. -->
  <xsl:param name="sources" as="xs:string" select="'../source/tei/'"/>

  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:key name="member" match="/* | /teiCorpus/TEI" use="string(@xml:base)"/>

  <xsl:template match="@xml:base" as="empty-sequence()"/>

  <!-- A relative pointer; those into this document begin with a hash by now. -->
  <xsl:template match="(@target | @ref | @corresp)[not(contains(., ' '))][not(starts-with(., '#'))][not(matches(., '^[A-Za-z][A-Za-z0-9+.-]*:'))]" as="attribute()">
    <xsl:variable name="file" as="xs:string" select="string(resolve-uri(., ancestor::*[@xml:base][1]/@xml:base))"/>
    <xsl:attribute name="{name()}" select="(key('member', $file)/@xml:id ! ('#' || .), $sources || replace($file, '^tei:/edition/', ''))[1]"/>
  </xsl:template>

</xsl:stylesheet>
