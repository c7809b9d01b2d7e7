<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: an entry of works cited by the MLA Handbook, 9th edition. A body that publishes what it wrote is named as publisher only, and
     not at all where its name is the title. Input: cite:item[@form = 'mla']. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    exclude-result-prefixes="#all">

  <xsl:template match="cite:item[@form = 'mla']" mode="cite:form" as="node()+">
    <xsl:variable name="names" as="xs:string" select="string-join(cite:name[not(. = ../cite:publisher)], ', ')"/>
    <xsl:variable name="date" as="xs:string" select="string-join((cite:parts(.)[3], cite:month(.), cite:parts(.)[1]), ' ')"/>
    <xsl:value-of select="string-join(($names[. ne ''] ! cite:stopped(.), cite:title[../@kind = 'chapter'] ! cite:quoted(cite:headline(., ..))) ! (. || ' '))"/>
    <cite:work><xsl:value-of select="cite:headline(cite:whole(.), .)"/></cite:work>
    <xsl:value-of select="string-join((cite:version ! ('version ' || .), cite:publisher[not(. = ../cite:container)], $date[. ne '']) ! (', ' || .))"/>
    <xsl:sequence select="cite:slot('locator', ', ', (), '')"/>
    <xsl:value-of select="string(cite:resolver(.) ! (', ' || .))"/>
    <xsl:sequence select="cite:slot('url', ', ', cite:url[not(../cite:doi)], '')"/>
    <xsl:text>.</xsl:text>
  </xsl:template>

</xsl:stylesheet>
