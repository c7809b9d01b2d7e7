<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what changed from one release to the next: a page for each, and a feed of all. Input: site:release with site:changes.
     Output: HTML, and file[@name = 'changes.atom'] (RFC 4287). The names of entries in the feed are SWHIDs: they need no address. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    xmlns:label="urn:edition:label"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:variable name="site:kinds" as="xs:string+" select="'text', 'apparatus', 'markup', 'metadata'"/>

  <xsl:template match="site:page[@version]" mode="short-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('page.changes', $lang, @version)"/>
  </xsl:template>

  <xsl:template match="site:page[@version]" mode="page-title" as="text()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:value-of select="label:of('page.changes', $lang, @version) || ' · ' || page:title(/*, $lang)"/>
  </xsl:template>

  <xsl:template match="site:page[@version]" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="changes" as="element(site:changes)" select="../site:ledger/site:release[@version = current()/@version]/site:changes"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.changes', $lang, @version)"/></h1></header>
    <p class="lead"><xsl:value-of select="label:of('changes.lead', $lang, ($changes/@from, $changes/@to))"/></p>
    <p class="lead"><xsl:value-of select="site:counted($changes, $lang)"/><xsl:text>. </xsl:text><a href="{page:top(., $lang)}changes-{@version}.json">JSON</a><xsl:text> · </xsl:text><a href="{page:top(., $lang)}changes.atom" type="application/atom+xml">Atom</a></p>
    <xsl:apply-templates select="$changes/site:changed" mode="site:changes"/>
  </xsl:template>

  <!-- How many changes of each kind there are. -->
  <xsl:function name="site:counted" as="xs:string">
    <xsl:param name="changes" as="element(site:changes)"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="string-join(for $kind in $site:kinds return label:of('changes.' || $kind, $lang) || ': ' || count($changes//site:change[@kind = $kind]), ', ')"/>
  </xsl:function>

  <xsl:mode name="site:changes" on-no-match="fail"/>

  <xsl:template match="site:changed" mode="site:changes" as="element(Q{}section)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <section class="changes" aria-labelledby="of.{@id}">
      <h2 id="of.{@id}"><xsl:value-of select="(root()/teiCorpus/TEI[@xml:id = current()/@id] ! (if (text) then page:title(., $lang) else label:of(@xml:id, $lang)), label:of('changes.header', $lang))[1]"/></h2>
      <xsl:apply-templates select="site:part" mode="#current"/>
    </section>
  </xsl:template>

  <xsl:template match="site:part" mode="site:changes" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="target" as="element()?" select="root()/teiCorpus/site:ledger/site:unit[@id = current()/@id][not(@gone)]"/>
    <xsl:where-populated>
      <h3 id="{@id}">
        <xsl:if test="$target"><a href="{$target/@text}.html#{@id}"><xsl:value-of select="@reference"/></a></xsl:if>
        <xsl:value-of select="@reference[not($target)][not(. = ../../@id)]"/>
      </h3>
    </xsl:where-populated>
    <dl class="changes">
      <xsl:for-each-group select="site:change" group-by="string(@kind)">
        <dt><xsl:value-of select="label:of('changes.' || current-grouping-key(), $lang)"/></dt>
        <xsl:apply-templates select="current-group()" mode="#current"/>
      </xsl:for-each-group>
    </dl>
  </xsl:template>

  <xsl:template match="site:change" mode="site:changes" as="element(Q{}dd)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <dd>
      <span class="of"><xsl:value-of select="replace(label:of('changes.of.' || @of, $lang), '^changes\.of\.', '') || (@unit[. ne ''] ! (' ' || .)) || ': '"/></span>
      <xsl:apply-templates select="site:piece" mode="#current"/>
    </dd>
  </xsl:template>

  <!-- Of words that stayed, so many as show where it is. -->
  <xsl:template match="site:piece[@became = 'same']" mode="site:changes" as="text()">
    <xsl:variable name="words" as="xs:string*" select="tokenize(.)"/>
    <xsl:variable name="count" as="xs:integer" select="count($words)"/>
    <xsl:variable name="first" as="xs:integer" select="if (preceding-sibling::*) then 8 else 0"/>
    <xsl:variable name="last" as="xs:integer" select="if (following-sibling::*) then 8 else 0"/>
    <xsl:value-of select="' ' || string-join(if ($count le $first + $last + 2) then $words else ($words[position() le $first], '…', $words[position() gt $count - $last]), ' ') || ' '"/>
  </xsl:template>

  <xsl:template match="site:piece[@became = 'deleted']" mode="site:changes" as="element(Q{}del)">
    <del><xsl:value-of select="."/></del>
  </xsl:template>

  <xsl:template match="site:piece[@became = 'added']" mode="site:changes" as="node()+">
    <xsl:if test="preceding-sibling::*[1][@became = 'deleted']"><xsl:text> </xsl:text></xsl:if>
    <ins><xsl:value-of select="."/></ins>
  </xsl:template>

  <!-- The releases stand first among what is new. -->
  <xsl:template match="site:page[@name = 'news']" mode="main" as="element()+" priority="1">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="rest" as="element()+"><xsl:next-match/></xsl:variable>
    <xsl:sequence select="$rest[1]"/>
    <xsl:where-populated>
      <section class="news" aria-labelledby="releases">
        <xsl:on-non-empty><h2 id="releases"><xsl:value-of select="label:of('releases', $lang)"/></h2></xsl:on-non-empty>
        <xsl:where-populated><ul><xsl:apply-templates select="reverse(../site:ledger[not(@kept)]/site:release)" mode="site:changes"/></ul></xsl:where-populated>
      </section>
    </xsl:where-populated>
    <xsl:sequence select="$rest[position() gt 1]"/>
  </xsl:template>

  <xsl:template match="site:release" mode="site:changes" as="element(Q{}li)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <li>
      <a href="{page:top(., $lang)}v/{@version}/{page:folder(., $lang)}index.html"><xsl:value-of select="label:of('version', $lang, (@version, page:day(@date, $lang)))"/></a>
      <xsl:for-each select="site:changes">
        <xsl:text>: </xsl:text>
        <a href="changes-{../@version}.html"><xsl:value-of select="site:counted(., $lang)"/></a>
      </xsl:for-each>
      <xsl:text> </xsl:text><span class="steps"><code><xsl:value-of select="@swhid"/></code></span>
    </li>
  </xsl:template>

  <!-- The feed. -->
  <xsl:template match="teiCorpus[site:ledger[not(@kept)]]" mode="data" as="element()*" priority="1">
    <xsl:variable name="feed" as="element()"><xsl:apply-templates select="site:ledger" mode="site:feed"/></xsl:variable>
    <xsl:next-match/>
    <file name="changes.atom"><xsl:value-of select="serialize($feed, map{'method': 'xml', 'omit-xml-declaration': false(), 'encoding': 'UTF-8'}) || '&#10;'"/></file>
  </xsl:template>

  <xsl:mode name="site:feed" on-no-match="fail"/>

  <xsl:template match="site:ledger" mode="site:feed" as="element()">
    <xsl:variable name="corpus" as="element()" select=".."/>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
      <id><xsl:value-of select="(cite:base($corpus) ! (. || 'changes.atom'), site:release[1]/@swhid)[1]"/></id>
      <title><xsl:value-of select="page:title($corpus, 'en')"/></title>
      <updated><xsl:value-of select="site:release[last()]/@date || 'T00:00:00Z'"/></updated>
      <author><name><xsl:value-of select="($corpus/teiHeader/fileDesc/publicationStmt/publisher ! normalize-space(), page:title($corpus, 'en'))[1]"/></name></author>
      <xsl:for-each select="cite:base($corpus)"><link rel="self" type="application/atom+xml" href="{.}changes.atom"/></xsl:for-each>
      <link rel="alternate" type="text/html" href="{cite:base($corpus)}news.html"/>
      <xsl:apply-templates select="reverse(site:release)" mode="#current"/>
    </feed>
  </xsl:template>

  <xsl:template match="site:release" mode="site:feed" as="element()">
    <entry xmlns="http://www.w3.org/2005/Atom">
      <id><xsl:value-of select="@swhid"/></id>
      <title><xsl:value-of select="label:of('version', 'en', (@version, page:day(@date, 'en')))"/></title>
      <updated><xsl:value-of select="@date || 'T00:00:00Z'"/></updated>
      <link rel="alternate" type="text/html" href="{cite:base(root(.)/*)}{if (site:changes) then 'changes-' || @version || '.html' else 'v/' || @version || '/index.html'}"/>
      <summary><xsl:value-of select="(site:changes ! site:counted(., 'en'), label:of('changes.first', 'en'))[1]"/></summary>
      <xsl:for-each select="site:changes">
        <xsl:variable name="shown" as="element()*"><xsl:apply-templates select="site:changed" mode="site:changes"/></xsl:variable>
        <content type="html"><xsl:value-of select="string-join($shown ! page:serialized(.))"/></content>
      </xsl:for-each>
    </entry>
  </xsl:template>

</xsl:stylesheet>
