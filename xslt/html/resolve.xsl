<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the page that tells whether a cited passage has changed. Input: site:ledger. Output: HTML: a table of every unit that could ever be
     cited, which is the answer without a script; resolve.js reads it, answers for the passage in the address, and shows what changed. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:variable name="site:verdicts" as="xs:string+" select="'unchanged', 'changed', 'source', 'gone', 'why', 'instead', 'unknown', 'mismatch', 'later', 'old', 'new', 'quote', 'quote-lost', 'near'"/>

  <!-- A release has no such page: what came after it is not in it. -->
  <xsl:template match="site:ledger[not(@kept)]" mode="site" as="element()+">
    <xsl:next-match/>
    <site:page name="resolve"/>
    <xsl:for-each select="site:release[site:changes]"><site:page name="changes-{@version}" version="{@version}"/></xsl:for-each>
  </xsl:template>

  <xsl:template match="site:page[@name = 'resolve'] | site:page[@version]" mode="style" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}ledger.css"/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'resolve']" mode="script" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <script src="{page:assets(., $lang)}release.js" defer="defer"/>
    <script src="{page:assets(., $lang)}resolve.js" defer="defer"/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'resolve']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="page" as="element()" select="."/>
    <xsl:variable name="ledger" as="element()" select="../site:ledger"/>
    <header class="heading"><h1><xsl:value-of select="label:of('page.resolve', $lang)"/></h1></header>
    <p class="lead"><xsl:value-of select="label:of('resolve.lead', $lang)"/></p>
    <div class="resolve" hidden="hidden" data-releases="{$ledger/site:release/@version}" data-top="{page:top($page, $lang)}" data-folder="{page:folder($page, $lang)}" data-draft="{$ledger/@draft}">
      <xsl:for-each select="$site:verdicts"><xsl:attribute name="data-{.}" select="label:of('resolve.' || ., $lang, ('{0}', '{1}', '{2}'))"/></xsl:for-each>
      <form>
        <label><xsl:value-of select="label:of('resolve.ask', $lang)"/><xsl:text> </xsl:text><input name="ref" type="text" autocomplete="off" spellcheck="false"/></label>
        <xsl:text> </xsl:text>
        <button><xsl:value-of select="label:of('resolve.go', $lang)"/></button>
      </form>
      <div role="status"/>
    </div>
    <xsl:for-each-group select="$ledger/site:unit" group-by="string(@text)">
      <section aria-labelledby="{current-grouping-key()}">
        <h2 id="{current-grouping-key()}"><xsl:value-of select="($page/../TEI[@xml:id = current-grouping-key()] ! page:title(., $lang), current-grouping-key())[1]"/></h2>
        <table class="ledger">
          <thead><tr><xsl:for-each select="'passage', 'first', 'words'"><th scope="col"><xsl:value-of select="label:of('resolve.column.' || ., $lang)"/></th></xsl:for-each></tr></thead>
          <tbody><xsl:apply-templates select="current-group()" mode="site:row"/></tbody>
        </table>
      </section>
    </xsl:for-each-group>
    <p class="head"><xsl:value-of select="label:of('resolve.head', $lang)"/><xsl:text> </xsl:text><code><xsl:value-of select="$ledger/@head"/></code></p>
  </xsl:template>

  <xsl:mode name="site:row" on-no-match="fail"/>

  <xsl:template match="site:unit" mode="site:row" as="element(Q{}tr)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <tr data-id="{@id}" data-text="{@text}" data-states="{site:state ! (@release || ':' || (@critical[. ne ''], @source)[1])}">
      <xsl:if test="@gone">
        <xsl:attribute name="data-gone" select="@gone"/>
        <xsl:attribute name="data-why" select="@why"/>
        <xsl:attribute name="data-instead" select="site:instead/@id"/>
      </xsl:if>
      <th scope="row"><xsl:apply-templates select="." mode="site:place"/></th>
      <td><xsl:apply-templates select="site:state[1]" mode="site:place"/></td>
      <td>
        <xsl:for-each select="site:state[position() gt 1]"><xsl:if test="position() gt 1">, </xsl:if><xsl:apply-templates select="." mode="site:place"/></xsl:for-each>
        <xsl:if test="@gone"><xsl:text> </xsl:text><em><xsl:value-of select="label:of('resolve.withdrawn', $lang, @gone)"/></em></xsl:if>
      </td>
    </tr>
  </xsl:template>

  <xsl:mode name="site:place" on-no-match="fail"/>

  <xsl:template match="site:unit" mode="site:place" as="element(Q{}a)">
    <a href="{@text}.html{'#' || @id[. ne ../@text]}"><xsl:value-of select="@reference"/></a>
  </xsl:template>

  <xsl:template match="site:unit[@gone]" mode="site:place" as="text()">
    <xsl:value-of select="@reference"/>
  </xsl:template>

  <xsl:template match="site:state" mode="site:place" as="element(Q{}a)">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <a href="{page:top(., $lang)}v/{@release}/{page:folder(., $lang)}{../@text}.html{'#' || ../@id[. ne ../@text]}"><xsl:value-of select="@release"/></a>
  </xsl:template>

</xsl:stylesheet>
