<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what references of all styles are put together from: stops, quotation marks, capitals, dates, and slots.
     A slot is a place in a form where the reader's side fills in what no header knows: the passage, the address that was read, the day.
     It has the value that the headers give, or none, between the signs of its form. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    xmlns:fn="http://www.w3.org/2005/xpath-functions"
    xmlns:label="urn:edition:label"
    exclude-result-prefixes="#all">

  <!-- An item in a form: text, with cite:work where a title stands by itself, and slots. -->
  <xsl:mode name="cite:form" on-no-match="fail"/>

  <xsl:function name="cite:slot" as="element(cite:slot)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="before" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:param name="after" as="xs:string"/>
    <cite:slot name="{$name}">
      <cite:before><xsl:value-of select="$before"/></cite:before>
      <cite:value><xsl:value-of select="$value"/></cite:value>
      <cite:after><xsl:value-of select="$after"/></cite:after>
    </cite:slot>
  </xsl:function>

  <!-- What a form says with the headers alone: a slot without a value says nothing. -->
  <xsl:function name="cite:plain" as="xs:string">
    <xsl:param name="form" as="node()*"/>
    <xsl:sequence select="string-join($form[not(self::cite:slot[not(cite:value/text())])] ! string())"/>
  </xsl:function>

  <xsl:function name="cite:stopped" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="$words || '.'[not(matches($words, '[.?!…][”’»]?$'))]"/>
  </xsl:function>

  <!-- The title of the edition with its subtitle. -->
  <xsl:function name="cite:whole" as="xs:string">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:sequence select="string-join(($item/cite:container, $item/cite:subtitle/(if (lang('ru')) then @lower else .)), if (matches($item/cite:container, '[.?!…:]$')) then ' ' else ': ')"/>
  </xsl:function>

  <!-- In double quotation marks, those within made single; a comma or stop that ends it stands inside. -->
  <xsl:function name="cite:quoted" as="xs:string">
    <xsl:param name="title" as="xs:string"/>
    <xsl:sequence select="'“' || cite:stopped(translate($title, '“”', '‘’')) || '”'"/>
  </xsl:function>

  <!-- English titles in capitals as headlines have them; words that have a capital already, and titles in other languages, stay. -->
  <xsl:variable name="cite:small" as="xs:string*" select="tokenize('a an the and but or nor for so yet as at by in of on per to up via with from into over than upon')"/>

  <xsl:function name="cite:headline" as="xs:string">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:variable name="words" as="xs:string*" select="analyze-string($title, '[^\s]+')/* ! string()"/>
    <xsl:sequence select="
      if (not($item/lang('en'))) then $title
      else string-join(for $at in 1 to count($words) return
        if ($words[$at] = $cite:small and $at gt 1 and $at lt count($words) and not(matches(string($words[$at - 2]), ':$'))) then $words[$at]
        else cite:capital($words[$at]))"/>
  </xsl:function>

  <xsl:function name="cite:capital" as="xs:string">
    <xsl:param name="word" as="xs:string"/>
    <xsl:variable name="parts" as="element(fn:analyze-string-result)" select="analyze-string($word, '^([“‘(«]*)(\p{Ll})([\p{Ll}’-]*)')"/>
    <xsl:sequence select="string-join($parts//text() ! (if (ancestor::fn:group/@nr = '2') then upper-case(.) else string(.)))"/>
  </xsl:function>

  <!-- Dates, as far as they are stated, in the order of a style. -->
  <xsl:variable name="cite:months" as="map(xs:string, xs:string*)" select="map{
    'gost': tokenize('янв. февр. марта апр. мая июня июля авг. сент. окт. нояб. дек.'),
    'chicago': tokenize('January February March April May June July August September October November December'),
    'mla': tokenize('Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.'),
    'bibtex': tokenize('jan feb mar apr may jun jul aug sep oct nov dec')}"/>

  <xsl:function name="cite:parts" as="xs:integer*">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:sequence select="$item/cite:date[matches(., '^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$')] ! tokenize(., '-') ! xs:integer(.)"/>
  </xsl:function>

  <xsl:function name="cite:month" as="xs:string?">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:sequence select="$cite:months($item/@form)[cite:parts($item)[2]]"/>
  </xsl:function>

  <!-- The address as references print it, where the headers give one. -->
  <xsl:function name="cite:resolver" as="xs:string?">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:sequence select="$item/cite:doi ! ('https://doi.org/' || encode-for-uri(.) => replace('%2F', '/'))"/>
  </xsl:function>

  <xsl:function name="cite:versioned" as="xs:string">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:sequence select="label:of('cite.version', $item/@xml:lang, $item/cite:version)"/>
  </xsl:function>

  <!-- What the text was taken from, by whom, and how sure that is: a remark, since no author of a source is an author of the edition. -->
  <xsl:function name="cite:remark" as="xs:string?">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:variable name="sources" as="xs:string" select="string-join($item/cite:source ! string-join(*, ', '), '; ')"/>
    <xsl:variable name="sure" as="xs:string?" select="$item/cite:source[1]/@cert ! label:of('identification', $item/@xml:lang, label:of('cert.' || ., $item/@xml:lang))"/>
    <xsl:sequence select="string-join((label:of('cite.source', $item/@xml:lang, $sources), $sure), ' ')[$sources]"/>
  </xsl:function>

</xsl:stylesheet>
