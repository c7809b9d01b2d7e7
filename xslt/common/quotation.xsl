<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: whose words a quotation gives, and from where. Input: said, quote, q or soCalled. Output: a string, empty where nothing is known.
     What one part of a chain says of speaker and source (@next, @prev) holds for all of them. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:quotation="urn:edition:quotation"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="label.xsl"/>

  <xsl:key name="quotation:id" match="said[@xml:id] | quote[@xml:id] | q[@xml:id] | soCalled[@xml:id]" use="'#' || @xml:id"/>
  <xsl:key name="quotation:beside" match="said | quote | q | soCalled" use="(@next, @prev) ! tokenize(.)"/>

  <!-- All parts of the chains that some parts belong to. -->
  <xsl:function name="quotation:chain" as="element()+">
    <xsl:param name="parts" as="element()+"/>
    <xsl:variable name="document" as="node()" select="root($parts[1])"/>
    <xsl:variable name="joined" as="element()+" select="$parts
      | key('quotation:id', $parts/(@next, @prev) ! tokenize(.), $document) | key('quotation:beside', $parts/@xml:id ! ('#' || .), $document)"/>
    <xsl:sequence select="if (count($joined) = count($parts)) then $parts else quotation:chain($joined)"/>
  </xsl:function>

  <!-- “Speaker: Hans von Seeckt · Source: Memorandum”. -->
  <xsl:function name="quotation:origin" as="xs:string">
    <xsl:param name="quotation" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="chain" as="element()+" select="quotation:chain($quotation)"/>
    <xsl:sequence select="string-join((quotation:named($chain/@who, 'speaker', $lang), quotation:named($chain/@source, 'source', $lang)), ' · ')"/>
  </xsl:function>

  <xsl:function name="quotation:named" as="xs:string?">
    <xsl:param name="pointers" as="attribute()*"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="names" as="xs:string*" select="distinct-values($pointers ! label:named(., $lang))"/>
    <xsl:sequence select="$names[1] ! (label:of($kind, $lang) || ': ' || string-join($names, ', '))"/>
  </xsl:function>

</xsl:stylesheet>
