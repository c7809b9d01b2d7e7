<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: elements of TEI that need no template of their own, in print of any document: blocks stand by themselves, phrases in their line;
     what was crossed out is struck, ruby stands above, page furniture is left out, as a book has its own.
     Input: TEI with @display:as. Output: calls. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:display="urn:edition:display"
    xmlns:markup="urn:edition:markup"
    xmlns:print="urn:edition:print"
    xmlns:reading="urn:edition:reading"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="*[@display:as]" priority="-0.9" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="*[@display:as = 'block']" priority="-0.8" as="element(t:chunk)">
    <t:chunk id="{@xml:id}"><xsl:apply-templates/></t:chunk>
  </xsl:template>

  <xsl:template match="*[@display:as = 'hidden']" priority="-0.7" as="empty-sequence()"/>

  <xsl:template match="*[@display:unknown]" priority="-0.6" as="element(t:unknown)">
    <t:unknown name="{name()}"><xsl:apply-templates/></t:unknown>
  </xsl:template>

  <!-- A note that stands where it is: smaller than the text. -->
  <xsl:template match="(ab | div)[@type = 'note'][@display:as = 'block']" priority="1.5" as="element(t:remark)">
    <t:remark id="{@xml:id}" n="{@n}"><xsl:apply-templates/></t:remark>
  </xsl:template>

  <!-- Where a page or a section of the source begins between blocks: in the margin. -->
  <xsl:template match="(pb | gb | milestone[@n])[parent::*[@display:as = 'block'][not(@display:mixed)]][not(ancestor::table)]" priority="1" as="element(t:aside-page)?">
    <xsl:where-populated><t:aside-page><xsl:value-of select="@n"/></t:aside-page></xsl:where-populated>
  </xsl:template>

  <!-- What is a phrase in its own family, but stands here as a block. -->
  <xsl:template match="(bibl | label | idno | address | desc | num | measure | author | editor | title | date | term | gloss | foreign | emph | hi | seg | add | unclear | supplied | damage | stage | ptr | ref | figure | entryFree | cit | biblFull)[@display:as = 'block'][not(self::bibl[parent::listBibl] or self::label[parent::list] or self::figure or self::stage or self::cit)]" priority="7" as="element(t:chunk)">
    <t:chunk><xsl:next-match/></t:chunk>
  </xsl:template>

  <xsl:template match="(quote | q | said)[@display:as = 'block']" priority="2.5" as="element(t:block-quote)">
    <t:block-quote><xsl:apply-templates/></t:block-quote>
  </xsl:template>

  <xsl:template match="line | zone | addrLine[not(ancestor::list)] | castItem[not(parent::castList or parent::castGroup)] | caption" priority="-0.5" as="element(t:line-block)">
    <t:line-block id="{@xml:id}"><xsl:apply-templates/></t:line-block>
  </xsl:template>

  <xsl:template match="zone[*/@display:as = 'block'] | surface" priority="-0.4" as="element(t:chunk)">
    <t:chunk id="{@xml:id}"><xsl:apply-templates/></t:chunk>
  </xsl:template>

  <xsl:template match="del[@display:as]" priority="1.5" as="element()">
    <xsl:element name="t:{if (@display:as = 'block') then 'chunk' else 'struck'}"><xsl:apply-templates/></xsl:element>
  </xsl:template>

  <xsl:template match="text//subst/del[@display:as]" priority="1.6" as="empty-sequence()"/>

  <xsl:template match="desc[@display:as][not(parent::gap)][not(ancestor::teiHeader)]" priority="1.5" as="node()*"><xsl:apply-templates/></xsl:template>

  <xsl:template match="expan[.//ex]//am | gap/* | fw | index | facsimile" priority="4" as="empty-sequence()"/>

  <xsl:template match="sourceDoc//fw | facsimile[normalize-space()]" priority="5" as="element(t:chunk)"><t:chunk><xsl:apply-templates/></t:chunk></xsl:template>

  <xsl:template match="ruby" as="element(t:ruby)">
    <t:ruby>
      <t:body><xsl:apply-templates select="rt/node()"/></t:body>
      <t:body><xsl:apply-templates select="rb/node()"/></t:body>
    </t:ruby>
  </xsl:template>

  <!-- A picture has its words: the caption, what it shows, and what stands in it. -->
  <xsl:template match="figure[@display:as]" priority="1" as="element(t:illustration)">
    <t:illustration>
      <t:body><xsl:apply-templates select="figDesc/node()"/></t:body>
      <t:body><xsl:apply-templates select="node() except (figDesc, graphic, media, binaryObject)"/></t:body>
    </t:illustration>
  </xsl:template>

  <xsl:template match="(graphic | media)[@display:as][normalize-space()]" priority="2" as="node()*"><xsl:apply-templates/></xsl:template>
  <xsl:template match="binaryObject" as="empty-sequence()"/>

  <xsl:template match="*:egXML | eg" priority="1" as="element(t:listing)">
    <t:listing><xsl:value-of select="if (self::eg) then string() else markup:source(node())"/></t:listing>
  </xsl:template>

  <xsl:template match="g[not(node())]" as="node()?">
    <xsl:variable name="described" as="element()?" select="key('print:character', string(@ref))[1]"/>
    <xsl:variable name="absent" as="element(t:absent)"><t:absent name="{replace((@ref, @type, 'g')[1], '^.*#|^char:', '')}"/></xsl:variable>
    <xsl:sequence select="($described/mapping[not(matches(., '^U\+'))]/text(), $absent)[1]"/>
  </xsl:template>

  <!-- A hyphen that only the end of a printed line asked for. -->
  <xsl:template match="g[matches(@ref, '(EOL(un)?|soft-?)hyphen', 'i')][not(node())]" priority="1" as="empty-sequence()"/>

  <xsl:key name="print:character" match="char[@xml:id] | glyph[@xml:id]" use="'#' || @xml:id"/>

  <!-- The lines of an inscription are lines. What editors added within a word is told by its form: a bracket would cut the word. -->
  <xsl:template match="ab//lb[@display:as][not(@break = 'no')][preceding-sibling::node()[normalize-space()]]" priority="2" as="element(t:line-break)"><t:line-break/></xsl:template>
  <xsl:template match="ex[@display:as]" priority="1" as="element(t:italic)"><t:italic><xsl:apply-templates/></t:italic></xsl:template>
  <xsl:template match="supplied[@display:as = 'inline'][not(@resp)]" priority="4" as="element(t:small)"><t:small><xsl:apply-templates/></t:small></xsl:template>
  <xsl:template match="seg[@type = 'note'][@display:as = 'inline']" priority="1" as="element(t:small)"><t:small><xsl:apply-templates/></t:small></xsl:template>

  <!-- Which way words run, where it is not the way of the page. -->
  <xsl:template match="*[@display:dir = 'rtl'][@display:as = 'block'][not(self::text)]" priority="11" as="element(t:leftward)">
    <t:leftward><xsl:next-match/></t:leftward>
  </xsl:template>

  <!-- A verse that speakers share goes on where the part before it ends. -->
  <xsl:template match="l[@display:as][@part = ('M', 'F')]" priority="1" as="element(t:shared-verse)">
    <t:shared-verse>
      <t:body><xsl:value-of select="print:before(preceding::l[1][@part = ('I', 'M')])"/></t:body>
      <t:body><xsl:next-match/></t:body>
    </t:shared-verse>
  </xsl:template>

  <xsl:function name="print:before" as="xs:string">
    <xsl:param name="part" as="element(l)?"/>
    <xsl:sequence select="if (empty($part)) then '' else (if ($part/@part = 'M') then print:before($part/preceding::l[1][@part = ('I', 'M')]) else '') || reading:critical($part) || ' '"/>
  </xsl:function>

</xsl:stylesheet>
