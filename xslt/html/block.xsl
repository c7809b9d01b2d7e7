<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: blocks of a text: divisions, paragraphs, sentences, lines, lists, tables, verse, drama, figures. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:html="urn:edition:html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="TEI/text | teiCorpus/text" as="element()">
    <div class="text"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="text | body | front | back | group | div | floatingText | lg | sp | epigraph | opener | closer | titlePage | castList | argument" as="element()">
    <div class="{local-name()}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- Divisions hold blocks only: white space between them is the editor's indentation. -->
  <xsl:template match="(text | body | front | back | group | div | floatingText | lg | sp | list | table | row | figure)/text()[not(normalize-space())]" as="empty-sequence()"/>

  <xsl:template match="head" as="element()">
    <xsl:element name="h{min((6, max((2, 1 + count(ancestor::div | ancestor::lg | ancestor::list | ancestor::floatingText)))))}">
      <xsl:sequence select="html:common(.)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="ab | l | salute | signed | dateline | byline | trailer | stage | speaker | docTitle | titlePart | docAuthor | docImprint | docDate | imprimatur | castItem | figDesc" as="element()">
    <div class="{local-name()}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="p" as="element()">
    <p><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></p>
  </xsl:template>

  <!-- A paragraph of an introduction can be linked to. -->
  <xsl:template match="abstract/p" as="element()">
    <p id="{link:id(.)}"><xsl:apply-templates/></p>
  </xsl:template>

  <!-- A citable paragraph has its number beside it, which is the link to it. -->
  <xsl:template match="text//p[@n][@xml:id]" priority="2" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <div class="numbered">
      <a class="number" href="#{@xml:id}" aria-label="{label:of('paragraph', $lang, @n)}"><xsl:value-of select="@n"/></a>
      <xsl:next-match/>
    </div>
  </xsl:template>

  <!-- A rule has its number beside it, which is the link to it. -->
  <xsl:template match="editorialDecl//p[@n]" priority="2" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <div class="numbered rule">
      <a class="number" href="#{@xml:id}" aria-label="{label:of('rule', $lang, @n)}"><xsl:value-of select="@n"/></a>
      <xsl:next-match/>
    </div>
  </xsl:template>

  <!-- A sentence has its number, but the first, which has its paragraph's, and those before the first paragraph; the style sheet draws it. -->
  <xsl:template match="s[@n][preceding-sibling::s][not(ancestor::p[1]/@n = '0')]" priority="1" as="element()">
    <span class="s" data-n="{@n}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="s | seg | w | pc | c | cl | phr" as="element()">
    <span class="{local-name()}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- The place where a line of the witness begins: an anchor that shows nothing; a blank where it parts two words. -->
  <xsl:template match="lb[@xml:id]" as="node()+">
    <span class="lb" id="{@xml:id}" data-n="{@n}"/>
    <xsl:value-of select="' '[html:parts(current())]"/>
  </xsl:template>

  <!-- Whether a milestone alone parts two words: no blank is beside it. -->
  <xsl:function name="html:parts" as="xs:boolean">
    <xsl:param name="milestone" as="element()"/>
    <xsl:sequence select="exists($milestone[not(@break = 'no')][not(ancestor::sic | ancestor::orig)]
      [preceding-sibling::node()[1][not(matches(., '\s$'))]][following-sibling::node()[1][not(self::s)][not(matches(., '^\s'))]])"/>
  </xsl:function>

  <xsl:template match="lb[not(@xml:id)]" as="element()">
    <br/>
  </xsl:template>

  <xsl:template match="lb[not(@xml:id)][@break = 'no']" priority="1" as="empty-sequence()"/>

  <xsl:template match="pb | cb | gb | milestone" as="node()+">
    <span class="{local-name()}" data-n="{@n}"><xsl:sequence select="html:common(.)"/></span>
    <xsl:value-of select="' '[current()[not(self::milestone)]/html:parts(.)]"/>
  </xsl:template>

  <xsl:template match="anchor" as="element()">
    <span class="anchor"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="list" as="element()">
    <div class="list">
      <xsl:sequence select="html:common(.)"/>
      <xsl:apply-templates select="head"/>
      <div role="list"><xsl:apply-templates select="node() except head"/></div>
    </div>
  </xsl:template>

  <xsl:template match="item" as="element()">
    <div class="item" role="listitem"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="list/label" as="element()">
    <div class="label" role="listitem"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="table" as="element()">
    <table>
      <xsl:sequence select="html:common(.)"/>
      <xsl:where-populated><caption><xsl:apply-templates select="head/node()"/></caption></xsl:where-populated>
      <xsl:apply-templates select="node() except head"/>
    </table>
  </xsl:template>

  <xsl:template match="row[not(ancestor::table)] | cell[not(ancestor::table)]" priority="1" as="element()">
    <div class="{local-name()}"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="row" as="element()">
    <tr><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></tr>
  </xsl:template>

  <xsl:template match="cell" as="element()">
    <td>
      <xsl:sequence select="html:common(.)"/>
      <xsl:for-each select="@cols[matches(., '^[1-9]\d{0,2}$')]"><xsl:attribute name="colspan" select="."/></xsl:for-each>
      <xsl:for-each select="@rows[matches(., '^[1-9]\d{0,2}$')]"><xsl:attribute name="rowspan" select="."/></xsl:for-each>
      <xsl:apply-templates/>
    </td>
  </xsl:template>

  <xsl:template match="figure" as="element()">
    <div class="figure" role="group"><xsl:sequence select="html:common(.)"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- No page asks anything of another host: an image is named and linked, not fetched. -->
  <xsl:template match="graphic | media" as="element()">
    <span class="graphic">
      <xsl:sequence select="html:common(.)"/>
      <xsl:for-each select="@url[link:safe(.)]"><a href="{.}"><xsl:value-of select="."/></a></xsl:for-each>
      <xsl:value-of select="@url[not(link:safe(.))]"/>
    </span>
  </xsl:template>

</xsl:stylesheet>
