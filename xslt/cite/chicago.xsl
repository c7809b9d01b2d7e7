<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: an entry of a bibliography by The Chicago Manual of Style, 17th and 18th edition (they agree here: no place is known).
     A publisher that is also the author is named once. Input: cite:item[@form = 'chicago']. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    exclude-result-prefixes="#all">

  <xsl:template match="cite:item[@form = 'chicago']" mode="cite:form" as="node()+">
    <xsl:variable name="date" as="xs:string?" select="string-join((string-join((cite:month(.), cite:parts(.)[3]), ' ')[. ne ''], cite:parts(.)[1]), if (cite:parts(.)[3]) then ', ' else ' ')[. ne '']"/>
    <xsl:variable name="imprint" as="xs:string" select="string-join((cite:publisher[not(. = ../cite:name)], $date), ', ')"/>
    <xsl:value-of select="string-join((string-join(cite:name, ', ')[. ne ''] ! cite:stopped(.), cite:title[../@kind = 'chapter'] ! (cite:quoted(cite:headline(., ..)) || ' In')) ! (. || ' '))"/>
    <cite:work><xsl:value-of select="cite:headline(cite:whole(.), .)"/></cite:work>
    <xsl:value-of select="cite:version ! ((if (../@kind = 'chapter') then ', version ' else '. Version ') || .) || $imprint[. ne ''] ! ('. ' || .)"/>
    <xsl:sequence select="cite:slot('locator', ', ', (), '')"/>
    <xsl:value-of select="'.' || cite:resolver(.) ! (' ' || . || '.')"/>
    <xsl:sequence select="cite:slot('url', ' ', cite:url[not(../cite:doi)], '.')"/>
  </xsl:template>

</xsl:stylesheet>
