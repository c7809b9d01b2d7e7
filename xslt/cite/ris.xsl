<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: a record in RIS. Input: cite:item[@form = 'ris']. The comma after a name says that it is a body's, not forename and surname. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    exclude-result-prefixes="#all">

  <xsl:function name="cite:line" as="xs:string*">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:sequence select="$values ! normalize-space()[. ne ''] ! ($tag || '  - ' || . || '&#10;')"/>
  </xsl:function>

  <xsl:template match="cite:item[@form = 'ris']" mode="cite:form" as="node()+">
    <xsl:variable name="part" as="xs:boolean" select="@kind = 'chapter'"/>
    <xsl:value-of select="string-join((
      cite:line('TY', if ($part) then 'CHAP' else 'BOOK'), 'ID  - ' || @key))"/>
    <xsl:sequence select="cite:slot('key', '-', (), '')"/>
    <xsl:value-of select="string-join(('&#10;',
      cite:line('AU', cite:name ! (translate(., ',', ' ') || ',')),
      cite:line('TI', if ($part) then string(cite:title) else cite:whole(.)),
      cite:line('T2', cite:whole(.)[$part]),
      cite:line('PB', cite:publisher),
      cite:line('ET', cite:version ! cite:versioned(..)),
      cite:line('PY', cite:parts(.)[1] ! string()),
      cite:line('DA', cite:date[exists(cite:parts(..))] ! (translate(., '-', '/') || string-join((count(cite:parts(..)) to 3) ! '/'))),
      cite:line('LA', cite:language),
      cite:line('DO', cite:doi),
      cite:line('N1', cite:remark(.))))"/>
    <xsl:sequence select="cite:slot('locator', 'N1  - ', (), '&#10;'), cite:slot('url', 'UR  - ', cite:url, '&#10;'), cite:slot('accessed', 'Y2  - ', (), '/&#10;')"/>
    <xsl:text>ER  - &#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
