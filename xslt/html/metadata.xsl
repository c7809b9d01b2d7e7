<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what a page says of itself to programs: tags that Zotero reads as a part of a book (the home page: as the book), Dublin Core,
     schema.org, the page's own address. Input: an element that has a page. Output: elements of the head.
     Zotero takes a name without a comma for forename and surname: a body's name ends in one. It knows a part of a book by
     citation_inbook_title only, and any other page with citation_title for an article: so a book has none. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="cite:tag" on-no-match="deep-skip"/>
  <xsl:mode name="cite:linked" on-no-match="fail"/>

  <xsl:template match="*" mode="metadata" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="item" as="element(cite:item)" select="cite:item(., $lang, 'metadata')"/>
    <xsl:next-match/>
    <xsl:for-each select="$item/cite:page"><link rel="canonical" href="{.}"/></xsl:for-each>
    <xsl:apply-templates select="$item" mode="cite:tags"/>
    <xsl:apply-templates select=".[self::teiCorpus or self::TEI[text]]" mode="cite:described"><xsl:with-param name="item" select="$item"/></xsl:apply-templates>
    <xsl:variable name="linked" as="map(*)"><xsl:apply-templates select="$item" mode="cite:linked"/></xsl:variable>
    <script type="application/ld+json"><xsl:value-of select="cite:script(map:merge(($linked, cite:parted(., $lang), cite:encoded(., $lang))))"/></script>
  </xsl:template>

  <!-- The page for what is not there is nothing to cite. -->
  <xsl:template match="site:page[@name = '404']" mode="metadata" as="element(Q{}meta)">
    <meta name="robots" content="noindex"/>
  </xsl:template>

  <!-- Search engines take the addresses of the other languages, as the page's own, only in full. -->
  <xsl:template match="*[cite:base(/*)]" mode="alternates" as="element(Q{}link)*">
    <xsl:variable name="page" as="element()" select="."/>
    <xsl:for-each select="page:languages(/*)[last() gt 1]">
      <link rel="alternate" hreflang="{.}" href="{cite:base(root($page)/*) || cite:path($page, .)}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- FAIR Signposting (https://signposting.org/FAIR/): the address to be cited, what the page is, its licence, its records, its TEI; and the file
       that says all this of all pages. -->
  <xsl:mode name="cite:described" on-no-match="fail"/>

  <xsl:template match="teiCorpus | TEI" mode="cite:described" as="element(Q{}link)+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:variable name="page" as="element()" select="."/>
    <xsl:for-each select="cite:permanent($item)"><link rel="cite-as" href="{.}"/></xsl:for-each>
    <xsl:for-each select="cite:types($item)"><link rel="type" href="{.}"/></xsl:for-each>
    <xsl:for-each select="$item/cite:rights/@target"><link rel="license" href="{.}"/></xsl:for-each>
    <link rel="describedby" type="application/x-bibtex" href="{cite:file(., 'bib')}"/>
    <link rel="describedby" type="application/x-research-info-systems" href="{cite:file(., 'ris')}"/>
    <link rel="describedby" type="application/vnd.citationstyles.csl+json" href="{cite:file(., 'csl.json')}"/>
    <xsl:for-each select="cite:encoding(.)"><link rel="item" type="application/tei+xml" href="{page:top($page, $lang)}{.}"/></xsl:for-each>
    <xsl:if test="not(/*/site:ledger/@kept)"><link rel="linkset" type="application/linkset+json" href="linkset.json"/></xsl:if>
    <xsl:sequence select="cite:versions(., $lang)"/>
  </xsl:template>

  <!-- What is to be cited, in the form of an address that lasts: a DOI, an ARK, else that of the release or, before there is one, of the page. -->
  <xsl:function name="cite:permanent" as="xs:string?">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:sequence select="(cite:resolver($item), $item/cite:ark ! ('https://n2t.net/' || .), $item/cite:url)[1]"/>
  </xsl:function>

  <xsl:function name="cite:types" as="xs:string+">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:sequence select="'https://schema.org/AboutPage', 'https://schema.org/' || (if ($item/@kind = 'chapter') then 'Chapter' else 'Book')"/>
  </xsl:function>

  <!-- The path of the TEI of a page in the site. -->
  <xsl:function name="cite:encoding" as="xs:string?">
    <xsl:param name="page" as="element()"/>
    <xsl:sequence select="root($page)/*/site:file[@kind = (if ($page/self::teiCorpus) then 'edition' else 'text')][not($page/self::TEI) or @of = $page/@xml:id][1]/@path"/>
  </xsl:function>

  <!-- The way between a release and what it has become (RFC 5829). -->
  <xsl:function name="cite:versions" as="element(Q{}link)?">
    <xsl:param name="page" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:if test="root($page)/*/site:ledger/@kept"><link rel="latest-version" href="{page:root($page, $lang) || page:folder($page, $lang) || page:file($page)}"/></xsl:if>
  </xsl:function>

  <xsl:mode name="cite:tags" on-no-match="fail"/>

  <xsl:template match="cite:item" mode="cite:tags" as="element(Q{}meta)*">
    <xsl:apply-templates select="cite:name, cite:publisher, cite:date, cite:language, cite:url, cite:doi, cite:ark, cite:rights, cite:rights/@target, cite:abstract, cite:source" mode="cite:tag"/>
    <meta name="DC.title" content="{cite:whole(.)}"/>
    <meta name="DC.type" content="book"/>
  </xsl:template>

  <xsl:template match="cite:item[@kind = 'chapter']" mode="cite:tags" as="element(Q{}meta)*">
    <meta name="citation_title" content="{cite:title}"/>
    <meta name="citation_inbook_title" content="{cite:whole(.)}"/>
    <xsl:apply-templates select="cite:name, cite:publisher, cite:date, cite:language, cite:url, cite:doi, cite:ark, cite:rights, cite:rights/@target, cite:abstract, cite:source" mode="cite:tag"/>
    <meta name="DC.title" content="{cite:title}"/>
    <meta name="DCTERMS.isPartOf" content="{cite:whole(.)}"/>
  </xsl:template>

  <xsl:template match="cite:name" mode="cite:tag" as="element(Q{}meta)+">
    <meta name="citation_author" content="{translate(., ',', ' ')},"/>
    <meta name="DC.creator" content="{.}"/>
  </xsl:template>

  <xsl:template match="cite:publisher" mode="cite:tag" as="element(Q{}meta)+">
    <meta name="citation_publisher" content="{.}"/>
    <meta name="DC.publisher" content="{.}"/>
  </xsl:template>

  <xsl:template match="cite:date" mode="cite:tag" as="element(Q{}meta)+">
    <meta name="citation_publication_date" content="{translate(., '-', '/')}"/>
    <meta name="DC.date" content="{.}"/>
  </xsl:template>

  <xsl:template match="cite:language" mode="cite:tag" as="element(Q{}meta)+">
    <meta name="citation_language" content="{.}"/>
    <meta name="DC.language" content="{.}"/>
  </xsl:template>

  <xsl:template match="cite:url" mode="cite:tag" as="element(Q{}meta)+">
    <meta name="citation_public_url" content="{.}"/>
    <meta name="DC.identifier" content="{.}"/>
  </xsl:template>

  <xsl:template match="cite:doi" mode="cite:tag" as="element(Q{}meta)+">
    <meta name="citation_doi" content="{.}"/>
    <meta name="DC.identifier" content="doi:{.}"/>
  </xsl:template>

  <xsl:template match="cite:ark" mode="cite:tag" as="element(Q{}meta)">
    <meta name="DC.identifier" content="{.}"/>
  </xsl:template>

  <xsl:template match="cite:rights" mode="cite:tag" as="element(Q{}meta)">
    <meta name="DC.rights" content="{.}"/>
  </xsl:template>

  <xsl:template match="cite:rights/@target" mode="cite:tag" as="element(Q{}meta)">
    <meta name="DCTERMS.license" content="{.}"/>
  </xsl:template>

  <xsl:template match="cite:abstract" mode="cite:tag" as="element(Q{}meta)">
    <meta name="DCTERMS.abstract" content="{cite:brief(., 300)}"/>
  </xsl:template>

  <!-- As many whole sentences as a number of characters holds, at least one: the page has the rest, and is not to say it twice. -->
  <xsl:function name="cite:brief" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:variable name="sentences" as="xs:string*" select="tokenize(replace($words, '([.!?…][”’»)]?) (\p{Lu})', '$1&#xA;$2'), '\n')"/>
    <xsl:sequence select="string-join(for $at in 1 to count($sentences) return $sentences[$at][$at = 1 or string-length(string-join(subsequence($sentences, 1, $at), ' ')) le $most], ' ')"/>
  </xsl:function>

  <xsl:template match="cite:source" mode="cite:tag" as="element(Q{}meta)">
    <meta name="DC.source" content="{string-join(*, ', ')}"/>
  </xsl:template>

  <!-- JSON in an element that ends at the first end tag: no sign of markup is left in it. -->
  <xsl:function name="cite:script" as="xs:string">
    <xsl:param name="data" as="map(*)"/>
    <xsl:sequence select="serialize($data, map{'method': 'json', 'indent': false()})
      => replace('\\/', '/') => replace('&lt;', '\\u003c') => replace('&gt;', '\\u003e') => replace('&amp;', '\\u0026')"/>
  </xsl:function>

  <!-- schema.org. What is not stated is left out. A source is named only where its header is certain of it. -->
  <xsl:template match="cite:item" mode="cite:linked" as="map(*)">
    <xsl:sequence select="map:merge((cite:common(.), map{'@type': 'Book', 'name': string(cite:container), 'alternativeHeadline': string(cite:subtitle)}))"/>
  </xsl:template>

  <xsl:template match="cite:item[@kind = 'chapter']" mode="cite:linked" as="map(*)">
    <xsl:variable name="book" as="map(*)" select="map:merge((map{'@type': 'Book', 'name': cite:whole(.)}, cite:base ! map{'url': string(.)}, cite:version ! map{'bookEdition': string(.)}))"/>
    <xsl:variable name="sources" as="array(*)" select="array{cite:source[@cert = 'high'] ! cite:work-of(.)}"/>
    <xsl:sequence select="map:merge((cite:common(.), map{'@type': if (cite:source) then 'Chapter' else 'WebPage', 'name': string(cite:title), 'isPartOf': $book},
      map{'isBasedOn': $sources}[array:size($sources) gt 0]))" xmlns:array="http://www.w3.org/2005/xpath-functions/array"/>
  </xsl:template>

  <xsl:function name="cite:common" as="map(*)">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:sequence select="map:merge((
      map{'@context': 'https://schema.org', 'inLanguage': string($item/cite:language)},
      map{'author': array{$item/cite:name ! map{'@type': 'Organization', 'name': string(.)}}}[$item/cite:name],
      $item/cite:publisher ! map{'publisher': map{'@type': 'Organization', 'name': string(.)}},
      $item/cite:date ! map{'datePublished': string(.)},
      $item/cite:version ! map{'version': string(.)},
      $item/cite:rights/@target ! map{'license': string(.)},
      $item/cite:url ! map{'@id': string(.), 'url': string(.)},
      map{'identifier': array{cite:resolver($item), $item/cite:ark ! string()}}[$item/(cite:doi | cite:ark)]))"/>
  </xsl:function>

  <!-- Of the edition, its texts. -->
  <xsl:function name="cite:parted" as="map(*)?">
    <xsl:param name="page" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="$page[self::teiCorpus/TEI[text]] ! map{'hasPart': array{TEI[text] ! map{'@type': 'Chapter', 'name': cite:main-title(., $lang), 'url': page:file(.)}}}"/>
  </xsl:function>

  <!-- Of what has TEI, where that is. -->
  <xsl:function name="cite:encoded" as="map(*)?">
    <xsl:param name="page" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="$page[self::teiCorpus or self::TEI[text]] ! cite:encoding(.) ! map{'encoding': map{'@type': 'MediaObject', 'encodingFormat': 'application/tei+xml', 'contentUrl': page:top($page, $lang) || .}}"/>
  </xsl:function>

  <xsl:function name="cite:work-of" as="map(*)">
    <xsl:param name="source" as="element(cite:source)"/>
    <xsl:sequence select="map:merge((
      map{'@type': 'CreativeWork', 'name': string-join($source/cite:work, ', ')},
      map{'author': array{$source/cite:author ! map{'@type': 'Person', 'name': string(.)}}}[$source/cite:author],
      $source/cite:date ! map{'datePublished': string(.)}))"/>
  </xsl:function>

</xsl:stylesheet>
