<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: all links that programs follow (FAIR Signposting), those of all pages of a language in one file: linkset.json (RFC 9264, section
     4.2). Input: the corpus with a site:file for each file of the site. Output: file[@name]. Addresses are whole where the edition states its
     own, else relative: both to that of the file and to the anchors, since programs differ in this; what does not lie beside the file then has none.
     Paragraphs have a link each to the address to be cited and to their records: the pages of texts would grow too heavy by them. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:cite="urn:edition:cite"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="cite:links-of" on-no-match="fail"/>

  <!-- The media types of what can be taken away, by the end of the name; the first that fits. -->
  <xsl:variable name="cite:media" as="array(xs:string)+" select="
    ['.bib', 'application/x-bibtex'], ['.ris', 'application/x-research-info-systems'], ['.csl.json', 'application/vnd.citationstyles.csl+json'],
    ['.tsv', 'text/tab-separated-values'], ['.pdf', 'application/pdf'], ['.epub', 'application/epub+zip'], ['.txt', 'text/plain'], ['.xml', 'application/tei+xml']"/>

  <xsl:template match="teiCorpus" mode="linkset" as="element(Q{}file)+">
    <xsl:variable name="corpus" as="element()" select="."/>
    <xsl:for-each select="page:languages(.)">
      <xsl:variable name="contexts" as="map(*)+">
        <xsl:apply-templates select="$corpus/(., TEI[text])" mode="cite:links-of"><xsl:with-param name="lang" select="." tunnel="yes"/></xsl:apply-templates>
      </xsl:variable>
      <file name="{page:folder($corpus, .)}linkset.json"><xsl:value-of select="replace(serialize(map{'linkset': array{$contexts}}, map{'method': 'json', 'indent': true()}), '\\/', '/') || '&#xA;'"/></file>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="teiCorpus | TEI" mode="cite:links-of" as="map(*)+">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <xsl:variable name="page" as="element()" select="."/>
    <xsl:variable name="item" as="element(cite:item)" select="cite:item(., $lang, 'linkset')"/>
    <xsl:variable name="name" as="xs:string" select="string(if (self::teiCorpus) then 'edition' else @xml:id)"/>
    <xsl:variable name="files" as="element(site:file)*" select="root()/*/site:file[@of = $name or @kind = 'plain' and substring-before(@of, '.') = $name]"/>
    <xsl:variable name="records" as="element(site:file)*" select="$files[@kind = 'citation'][page:folder($page, $lang) = replace(@path, '[^/]+$', '')]"/>
    <xsl:variable name="items" as="element(site:file)*" select="$files[@kind = ('pdf', 'epub', 'plain', 'text', 'edition')]"/>
    <xsl:variable name="anchor" as="xs:string" select="cite:absolute($page, $lang, page:folder(., $lang) || page:file(.)[not($page/self::teiCorpus) or not($item/cite:base)])"/>
    <xsl:sequence select="
      map:merge((
        map{'anchor': $anchor},
        cite:permanent($item) ! map{'cite-as': [map{'href': .}]},
        map{'type': array{cite:types($item) ! map{'href': .}}},
        $item/cite:rights/@target ! map{'license': [map{'href': string(.)}]},
        map{'describedby': array{$records ! cite:target(., $lang)}}[$records],
        map{'item': array{$items ! cite:target(., $lang)}}[$items],
        map{'collection': [map{'href': cite:absolute($page, $lang, page:folder($page, $lang) || 'index.html'), 'type': 'text/html'}]}[$page/self::TEI])),
      $items[$item/cite:base][$lang = page:languages(root($page)/*)[1]] ! map{'anchor': cite:absolute($page, $lang, @path), 'collection': [map{'href': $anchor, 'type': 'text/html'}]}"/>
    <xsl:for-each select="$page/self::TEI/text//p[@n][@xml:id]">
      <xsl:variable name="hash" as="attribute()?" select="key('site:unit', @xml:id)[not(../@draft)]/@hash"/>
      <xsl:sequence select="map:merge((
        map{'anchor': $anchor || '#' || @xml:id},
        $item/cite:url ! map{'cite-as': [map{'href': string-join((., $hash ! ('?h=' || .), '#' || current()/@xml:id))}]},
        map{'describedby': array{$records[contains(@path, '.paragraphs.')] ! cite:target(., $lang)}},
        map{'collection': [map{'href': $anchor, 'type': 'text/html'}]}))"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="cite:target" as="map(*)">
    <xsl:param name="file" as="element(site:file)"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="media" as="xs:string?" select="$cite:media[ends-with($file/@path, .(1))][1] ! .(2)"/>
    <xsl:sequence select="map:merge((map{'href': cite:absolute($file, $lang, $file/@path)}, $media ! map{'type': .}))"/>
  </xsl:function>

  <xsl:function name="cite:absolute" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:variable name="base" as="xs:string?" select="cite:base(root($element)/*)"/>
    <xsl:variable name="folder" as="xs:string" select="page:folder(root($element)/*, $lang)"/>
    <xsl:sequence select="if ($base) then $base || $path else if ($folder and starts-with($path, $folder)) then substring-after($path, $folder) else page:top(root($element)/*, $lang) || $path"/>
  </xsl:function>

</xsl:stylesheet>
