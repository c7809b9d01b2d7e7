<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what the header of any document tells, in print: the title page, its back (who made it, who publishes it, from what, by what
     right), and after the text the whole header by its fields, small, with the page furniture of the source before it.
     Input: TEI or teiCorpus with @display:as. Output: calls. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:edition:typst"
    xmlns:display="urn:edition:display"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:print="urn:edition:print"
    xmlns:reading="urn:edition:reading"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="verso" on-no-match="fail"/>
  <xsl:mode name="whole" on-no-match="fail"/>
  <xsl:mode name="field" on-no-match="fail"/>
  <xsl:mode name="furniture" on-no-match="fail"/>

  <!-- ==== Title page ==== -->

  <!-- Titles, authors, editors; at the foot the edition, who publishes it, where and when. -->
  <xsl:template match="TEI | teiCorpus" mode="title-page" priority="1" as="element(t:title-page)">
    <xsl:variable name="file" as="element(fileDesc)?" select="teiHeader/fileDesc[1]"/>
    <t:title-page>
      <t:body><xsl:value-of select="print:title(.)"/></t:body>
      <t:body>
        <xsl:apply-templates select="." mode="parallel-titles"/>
        <xsl:where-populated><t:editors><xsl:value-of select="print:names($file/titleStmt/editor)" separator=", "/></t:editors></xsl:where-populated>
      </t:body>
      <t:body><xsl:value-of select="print:names($file/titleStmt/author)" separator=", "/></t:body>
      <t:body><xsl:value-of select="distinct-values($file/(editionStmt/edition, publicationStmt/(publisher, pubPlace, date)) ! print:plain(.))[. ne '']" separator=" · "/></t:body>
    </t:title-page>
  </xsl:template>

  <!-- The words of what may hold blocks. -->
  <xsl:function name="print:plain" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="reading:critical($element/descendant::text()[not(ancestor::idno | ancestor::email | ancestor::ref[matches(., '^\W*https?:')])])"/>
  </xsl:function>

  <!-- ==== Back of the title page ==== -->

  <xsl:template match="TEI | teiCorpus" mode="verso" as="element(t:imprint)?">
    <xsl:variable name="lang" as="xs:string" select="print:lang(.)"/>
    <xsl:where-populated>
      <t:imprint>
        <xsl:apply-templates select="teiHeader[1]/fileDesc/titleStmt/(editor, respStmt, principal, sponsor, funder)" mode="verso"/>
        <xsl:apply-templates select="teiHeader[1]/fileDesc/(editionStmt/(* except respStmt), editionStmt/respStmt, extent, seriesStmt)" mode="verso"/>
        <xsl:apply-templates select="teiHeader[1]/fileDesc/publicationStmt/(* except availability)" mode="verso"/>
        <xsl:apply-templates select="teiHeader[1]/fileDesc/sourceDesc/((* except (listWit, listBibl)), (listWit, listBibl)/descendant::*[self::witness or self::bibl or self::biblStruct or self::biblFull or self::msDesc][not(ancestor::witness or ancestor::biblStruct or ancestor::bibl or ancestor::msDesc)])" mode="verso"/>
        <xsl:apply-templates select="teiHeader[1]/fileDesc/publicationStmt/availability" mode="verso"/>
      </t:imprint>
    </xsl:where-populated>
  </xsl:template>

  <!-- Like facts one after the other share a label. -->
  <xsl:template match="*" mode="verso" as="element(t:fact)?">
    <xsl:if test="matches(., '\w')">
      <xsl:variable name="label" as="xs:string" select="print:label(.)"/>
      <t:fact label="{$label[not(. = current()/preceding-sibling::*[1][normalize-space()] ! print:label(.))]}"><xsl:apply-templates select="print:told(.)"/></t:fact>
    </xsl:if>
  </xsl:template>

  <xsl:template match="availability" mode="verso" as="element(t:fact)*">
    <xsl:apply-templates select="(*, .[not(*)])[normalize-space() or @target]" mode="fact"/>
  </xsl:template>

  <!-- What a fact tells: of a manuscript, which it is; of who did something, who. -->
  <xsl:function name="print:told" as="node()*">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="
      if ($fact/self::msDesc[msIdentifier]) then print:shelfmark($fact/msIdentifier)
      else if ($fact/self::respStmt[*[not(self::resp)]]) then $fact/node()[not(self::resp)]
      else $fact/node()"/>
  </xsl:function>

  <!-- Country, place, house, collection and number, parted by commas. -->
  <xsl:function name="print:shelfmark" as="text()">
    <xsl:param name="identifier" as="element(msIdentifier)"/>
    <xsl:variable name="parts" as="xs:string*" select="$identifier//*[not(*)][normalize-space()] ! normalize-space()"/>
    <xsl:value-of select="distinct-values($parts)" separator=", "/>
  </xsl:function>

  <xsl:function name="print:label" as="xs:string">
    <xsl:param name="fact" as="element()"/>
    <xsl:variable name="lang" as="xs:string" select="print:lang($fact)"/>
    <xsl:sequence select="
      if ($fact/self::respStmt) then (string-join($fact/resp ! reading:critical(.), ', ')[. ne ''], 'respStmt')[1]
      else if ($fact/self::editor) then ($fact/@role[matches(., '^[\w -]+$')], label:of('print.editor', $lang))[1]
      else if ($fact/self::idno) then ($fact/@type, 'idno')[1]
      else if ($fact/ancestor::sourceDesc) then label:of('source', $lang)
      else if ($fact/parent::editionStmt) then label:of('colophon.edition', $lang)
      else if ($fact/self::publisher or $fact/self::date) then label:of('print.' || local-name($fact), $lang)
      else if ($fact/self::p) then '' else local-name($fact)"/>
  </xsl:function>

  <!-- ==== After the text ==== -->

  <xsl:template match="TEI | teiCorpus" mode="whole" as="element(t:about)?">
    <xsl:where-populated>
      <t:about title="{label:of('header', print:lang(.))[current()[not(parent::teiCorpus)]]}"><xsl:apply-templates select="teiHeader/(* except xenoData)" mode="field"/></t:about>
    </xsl:where-populated>
  </xsl:template>

  <!-- A field's words, and when it was so. -->
  <xsl:template match="*" mode="field" as="element(t:field)">
    <t:field name="{print:field(.)}">
      <xsl:apply-templates select="if (self::licence or self::ref or self::ptr or self::list or self::table) then . else node()"/>
      <xsl:apply-templates select="@when" mode="field"/>
    </t:field>
  </xsl:template>

  <!-- Fields of a field. -->
  <xsl:template match="*[not(@display:mixed)][display:kind(.) = 'division' or */@display:as = 'block'][not(self::p or self::list or self::table or self::listBibl)]" mode="field" as="element(t:field)">
    <t:field name="{print:field(.)}">
      <xsl:apply-templates select="@when, self::licence/@target, *" mode="field"/>
    </t:field>
  </xsl:template>

  <xsl:template match="*[not(normalize-space())][not(descendant-or-self::*/@when)][not(self::licence[@target])]" mode="field" priority="1" as="empty-sequence()"/>

  <xsl:template match="@when" mode="field" as="element(t:small)">
    <t:small><xsl:value-of select="' (' || . || ')'"/></t:small>
  </xsl:template>

  <xsl:template match="licence/@target" mode="field" as="element(t:web)">
    <t:web to="{.[matches(., '^https?:')]}"><xsl:value-of select="."/></t:web>
  </xsl:template>

  <!-- The name of a field, where it says more than its words do. -->
  <xsl:function name="print:field" as="xs:string?">
    <xsl:param name="field" as="element()"/>
    <xsl:sequence select="local-name($field)[not($field/self::p or $field/self::fileDesc or $field/self::list)]"/>
  </xsl:function>

  <!-- Blocks within a field stand in its line. -->
  <xsl:template match="teiHeader//p | teiHeader//ab" priority="0.9" as="node()*">
    <xsl:value-of select="' '[current()/preceding-sibling::node()]"/>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- All that is said of a witness. -->
  <xsl:template match="teiHeader//witness" priority="1" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Between the parts of a source, what the header does not put there. -->
  <xsl:template match="sourceDesc//bibl/*[@display:as = 'block'][preceding-sibling::node()]" priority="12" as="node()*">
    <xsl:value-of select="'. '[not(matches(current()/preceding-sibling::node()[1], '[.,;:]\s*$'))]"/>
    <xsl:next-match/>
  </xsl:template>

  <!-- ==== Page furniture ==== -->

  <xsl:template match="text" mode="furniture" as="element(t:furniture)?">
    <xsl:variable name="furniture" as="element(fw)*" select=".//fw[not(ancestor::fw)][normalize-space()]"/>
    <xsl:if test="exists($furniture)">
      <t:furniture title="{label:of('furniture', label:beside(language:of(.)))}">
        <xsl:for-each select="$furniture">
          <xsl:value-of select="if (position() gt 1) then ' · ' else ''"/>
          <xsl:value-of select="reading:critical(node())"/>
        </xsl:for-each>
      </t:furniture>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
