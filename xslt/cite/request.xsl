<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: citations on request: what the dialog of the site makes of a passage, made here. Input: a corpus, of whose texts only the headers
     are needed, with a cite:request for each citation: @page, the id of a text (the edition where absent); @form and @lang; and, as they
     apply, @locator, the canonical reference of the passage; @key, what tells its record from others; @url, its permalink, and @place, the same to be printed; @accessed, a date.
     Output: files/file, one for each request, in their order.
     Slots are filled by the same rules as in assets/cite.js. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="form.xsl"/>
  <xsl:import href="../common/label.xsl"/>
  <xsl:import href="../common/link.xsl"/>

  <xsl:mode name="cite:filled" on-no-match="shallow-copy"/>
  <xsl:mode name="cite:request" on-no-match="fail"/>

  <xsl:template match="/" as="element(Q{}files)">
    <files xmlns=""><xsl:apply-templates select="/*/cite:request" mode="cite:request"/></files>
  </xsl:template>

  <xsl:template match="cite:request" mode="cite:request" as="element(Q{}file)">
    <xsl:variable name="page" as="element()" select="(../TEI[@xml:id = current()/@page], ..)[1]"/>
    <xsl:variable name="form" as="node()*">
      <xsl:apply-templates select="cite:form($page, @form, @lang)" mode="cite:filled"><xsl:with-param name="request" select="." tunnel="yes"/></xsl:apply-templates>
    </xsl:variable>
    <file name="{position()}" xmlns=""><xsl:value-of select="if (@html) then cite:marked($form, ($cite:styles(@form), @lang)[1]) else string-join($form)"/></file>
  </xsl:template>

  <xsl:template match="cite:slot" mode="cite:filled" as="text()?">
    <xsl:param name="request" as="element(cite:request)" tunnel="yes"/>
    <xsl:variable name="value" as="xs:string" select="cite:filling(@name, $request, empty(cite:value/text()))"/>
    <xsl:value-of select="$value[. ne ''] ! (current()/cite:before || . || current()/cite:after)"/>
  </xsl:template>

  <!-- What stands in a slot. A reference, which is printed, has an address only for a passage, or where its form has one by itself (no DOI). -->
  <xsl:function name="cite:filling" as="xs:string">
    <xsl:param name="slot" as="xs:string"/>
    <xsl:param name="request" as="element(cite:request)"/>
    <xsl:param name="without" as="xs:boolean"/>
    <xsl:variable name="address" as="xs:string" select="string($request/(if (@form = map:keys($cite:styles)) then @place else @url)[not($without and $slot = 'url') or $request/@locator])" xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
    <xsl:sequence select="string(map{
      'locator': cite:escaped(string($request/@locator), $request/@form),
      'key': string($request/@key),
      'url': $address,
      'accessed': cite:day(string($request/@accessed), $request/@form)[$address],
      'stop': '.'[$address]}($slot))"/>
  </xsl:function>

  <xsl:function name="cite:escaped" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="form" as="xs:string"/>
    <xsl:sequence select="
      if ($form = 'bib') then cite:bibtex($words)
      else if ($form = ('csl.json', 'cff')) then replace(cite:json($words), '^&quot;|&quot;$', '')
      else $words"/>
  </xsl:function>

  <xsl:function name="cite:day" as="xs:string">
    <xsl:param name="date" as="xs:string"/>
    <xsl:param name="form" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($date, '-')"/>
    <xsl:sequence select="
      if ($form = 'gost') then string-join(reverse($parts), '.')
      else if ($form = 'ris') then string-join($parts, '/')
      else if ($form = 'csl.json') then string-join($parts ! string(xs:integer(.)), ', ')
      else $date"/>
  </xsl:function>

  <!-- A reference as HTML: titles that stand by themselves are in cite. -->
  <xsl:function name="cite:marked" as="xs:string">
    <xsl:param name="form" as="node()*"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="html" as="element(Q{}span)">
      <span lang="{$lang}" xmlns=""><xsl:for-each select="$form"><xsl:choose><xsl:when test="self::cite:work"><cite><xsl:value-of select="."/></cite></xsl:when><xsl:otherwise><xsl:value-of select="."/></xsl:otherwise></xsl:choose></xsl:for-each></span>
    </xsl:variable>
    <xsl:sequence select="serialize($html, map{'method': 'html', 'html-version': 5.0, 'indent': false()})"/>
  </xsl:function>

</xsl:stylesheet>
