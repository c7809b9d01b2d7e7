<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: an item in CSL-JSON, as reference managers and citation processors read it. Input: cite:item[@form = 'csl.json'].
     CSL 1.0.2 has no variable for a licence; what it does not know stands in `custom`. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    exclude-result-prefixes="#all">

  <!-- A JSON string. The serializer writes a stroke as \/, which is right, but ugly. -->
  <xsl:function name="cite:json" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="replace(serialize($words, map{'method': 'json'}), '\\/', '/')"/>
  </xsl:function>

  <xsl:function name="cite:member" as="xs:string*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="json" as="xs:string?"/>
    <xsl:sequence select="$json ! (',&#10;    &quot;' || $name || '&quot;: ' || .)"/>
  </xsl:function>

  <xsl:template match="cite:item[@form = 'csl.json']" mode="cite:form" as="node()+">
    <xsl:variable name="part" as="xs:boolean" select="@kind = 'chapter'"/>
    <xsl:variable name="names" as="xs:string" select="string-join(cite:name ! ('{&quot;literal&quot;: ' || cite:json(.) || '}'), ', ')"/>
    <xsl:variable name="authors" as="xs:string" select="string-join(distinct-values(cite:source/cite:author) ! ('{&quot;literal&quot;: ' || cite:json(.) || '}'), ', ')"/>
    <xsl:value-of select="'[&#10;  {&#10;    &quot;id&quot;: &quot;' || @key"/>
    <xsl:sequence select="cite:slot('key', '-', (), '')"/>
    <xsl:value-of select="string-join(('&quot;',
      cite:member('type', if ($part) then '&quot;chapter&quot;' else '&quot;book&quot;'),
      cite:member('title', cite:json(if ($part) then cite:title else cite:whole(.))),
      cite:member('container-title', cite:whole(.)[$part] ! cite:json(.)),
      cite:member('author', ('[' || $names || ']')[$names]),
      cite:member('original-author', ('[' || $authors || ']')[$authors][current()/cite:source/@cert = 'high']),
      cite:member('publisher', cite:publisher ! cite:json(.)),
      cite:member('edition', cite:version ! cite:json(cite:versioned(..))),
      cite:member('version', cite:version ! cite:json(.)),
      cite:member('issued', ('{&quot;date-parts&quot;: [[' || string-join(cite:parts(.), ', ') || ']]}')[exists(cite:parts(current()))]),
      cite:member('language', cite:json(cite:language)),
      cite:member('custom', cite:rights/@target ! ('{&quot;license&quot;: ' || cite:json(.) || '}')),
      cite:member('DOI', cite:doi ! cite:json(.)),
      cite:member('note', cite:remark(.) ! cite:json(.))))"/>
    <xsl:sequence select="cite:slot('locator', ',&#10;    &quot;section&quot;: &quot;', (), '&quot;'), cite:slot('url', ',&#10;    &quot;URL&quot;: &quot;', cite:url, '&quot;'), cite:slot('accessed', ',&#10;    &quot;accessed&quot;: {&quot;date-parts&quot;: [[', (), ']]}')"/>
    <xsl:text>&#10;  }&#10;]&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
