<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: a CITATION.cff (Citation File Format 1.2.0) of the edition; of a part or a passage, with that as the preferred citation.
     Input: cite:item[@form = 'cff']. YAML takes strings as JSON writes them. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    exclude-result-prefixes="#all">

  <xsl:function name="cite:yaml" as="xs:string*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value[. ne ''] ! ($name || ': ' || cite:json(.) || '&#10;')"/>
  </xsl:function>

  <xsl:function name="cite:yaml-names" as="xs:string*">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:param name="indent" as="xs:string"/>
    <xsl:sequence select="($indent || 'authors:&#10;')[$item/cite:name], $item/cite:name ! cite:yaml($indent || '  - name', .)"/>
  </xsl:function>

  <xsl:template match="cite:item[@form = 'cff']" mode="cite:form" as="node()+">
    <xsl:variable name="licence" as="xs:string?" select="cite:rights/@target ! cite:spdx(.)"/>
    <xsl:value-of select="string-join((
      'cff-version: 1.2.0&#10;',
      cite:yaml('message', 'Please cite the edition as below.'),
      'type: dataset&#10;',
      cite:yaml('title', cite:whole(.)),
      cite:yaml-names(., ''),
      cite:yaml('version', cite:version),
      cite:yaml('date-released', cite:date[count(cite:parts(..)) = 3]),
      cite:yaml('license', $licence), cite:yaml('license-url', cite:rights/@target[empty($licence)]),
      cite:yaml('doi', cite:doi[current()/@kind = 'book']),
      cite:yaml('url', cite:base),
      cite:ark[current()/@kind = 'book'] ! ('identifiers:&#10;  - type: other&#10;' || cite:yaml('    value', .))))"/>
    <xsl:sequence select="cite:preferred(.)"/>
  </xsl:template>

  <!-- A part, or a passage of it, cited as a part of the whole. -->
  <xsl:function name="cite:preferred" as="node()*">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:for-each select="$item[@kind = 'chapter']">
      <xsl:value-of select="string-join((
        'preferred-citation:&#10;  type: generic&#10;',
        cite:yaml('  title', cite:title),
        cite:yaml('  collection-title', cite:whole(.)),
        cite:yaml-names(., '  '),
        cite:publisher ! ('  publisher:&#10;' || cite:yaml('    name', .)),
        cite:yaml('  version', cite:version),
        cite:yaml('  date-released', cite:date[count(cite:parts(..)) = 3]),
        cite:parts(.)[1] ! ('  year: ' || . || '&#10;'),
        cite:yaml('  doi', cite:doi)))"/>
      <xsl:sequence select="cite:slot('locator', '  section: &quot;', (), '&quot;&#10;'), cite:slot('url', '  url: &quot;', cite:url, '&quot;&#10;'), cite:slot('accessed', '  date-accessed: &quot;', (), '&quot;&#10;')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The SPDX identifier of a Creative Commons licence, whose address has all that it consists of. -->
  <xsl:function name="cite:spdx" as="xs:string?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="licence" as="xs:string*" select="analyze-string($address, '^https?://creativecommons\.org/licenses/(by(-nc)?(-nd|-sa)?)/(1\.0|2\.0|2\.5|3\.0|4\.0)/?$')//*:group[@nr = ('1', '4')] ! upper-case(.)"/>
    <xsl:sequence select="if (exists($licence)) then string-join(('CC', $licence), '-') else 'CC0-1.0'[matches($address, '^https?://creativecommons\.org/publicdomain/zero/1\.0/?$')]"/>
  </xsl:function>

</xsl:stylesheet>
