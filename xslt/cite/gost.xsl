<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: a reference by GOST R 7.0.5-2008 (a full one for a list at the end), for an electronic resource and for a part of it.
     A body that bears the name of the edition is not put before the titles. Input: cite:item[@form = 'gost']. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    exclude-result-prefixes="#all">

  <xsl:template match="cite:item[@form = 'gost']" mode="cite:form" as="node()+">
    <xsl:variable name="names" as="xs:string*" select="(cite:name except cite:name[. = ../cite:container]) ! string()"/>
    <xsl:variable name="part" as="xs:string?" select="cite:title[../@kind = 'chapter'] ! (. || ' // ')"/>
    <xsl:variable name="title" as="xs:string" select="string-join((cite:container, cite:subtitle/@lower), ': ')"/>
    <xsl:variable name="date" as="xs:string?" select="cite:parts(.)[1] ! string-join((., string-join((cite:parts(current())[3], cite:month(current())), ' ')[. ne '']), '. ')"/>
    <xsl:variable name="sentences" as="xs:string*" select="$names[1] ! string-join($names, ', '), $part || $title, cite:version ! ('Версия ' || .), $date, cite:doi ! ('DOI: ' || .)"/>
    <xsl:value-of select="string-join($sentences ! cite:stopped(.), ' ')"/>
    <xsl:sequence select="cite:slot('locator', ' Фрагмент ', (), '.'), cite:slot('url', ' URL: ', cite:url, ''), cite:slot('accessed', ' (дата обращения: ', (), ')'), cite:slot('stop', '', cite:url ! '.', '')"/>
  </xsl:template>

</xsl:stylesheet>
