<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the last pass over a page: TEI nests more freely than HTML, so what the families of elements made is brought into the form
     that HTML allows. Input: a page. Output: the same words in the same order.
     1. what may hold phrases only, but holds blocks, becomes a div; 2. of links in links the inner ones stay; 3. a link within the page
     leads somewhere or is none; 4. an id stands once; 5. tables hold rows, rows hold cells, headings hold something; 6. a block ends its
     line, so that the words of two blocks never touch, whatever reads the page. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:nesting="urn:edition:nesting"
    exclude-result-prefixes="#all">

  <xsl:mode name="nesting" on-no-match="shallow-copy"/>

  <xsl:key name="nesting:id" match="*[@id]" use="@id"/>

  <xsl:function name="nesting:blocks" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element//(div | p | h1 | h2 | h3 | h4 | h5 | h6 | ul | ol | dl | table | blockquote | pre | details | section | article | header | hr)"/>
  </xsl:function>

  <xsl:template match="(p | span | em | i | b | small | sup | sub | abbr | time | code | pre | summary)[nesting:blocks(.)]" mode="nesting" as="element(div)">
    <div>
      <xsl:attribute name="class" select="(@class, local-name())[1]"/>
      <xsl:apply-templates select="(@* except (@class, @datetime)) | node()" mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="(h1 | h2 | h3 | h4 | h5 | h6)[nesting:blocks(.)]" mode="nesting" as="element(div)">
    <div role="heading" aria-level="{substring(local-name(), 2)}">
      <xsl:apply-templates select="@* | node()" mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="(h2 | h3 | h4 | h5 | h6)[not(node())]" mode="nesting" as="empty-sequence()"/>

  <xsl:template match="a[.//a or starts-with(@href, '#') and not(key('nesting:id', substring(@href, 2)))]" mode="nesting" as="element()">
    <xsl:element name="{if (nesting:blocks(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="(@* except (@href, @role, @aria-label)) | node()" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="@id[. = '' or not(.. is key('nesting:id', .)[1])]" mode="nesting" as="empty-sequence()"/>

  <xsl:template match="table/*[not(self::caption | self::tr)]" mode="nesting" as="element(tr)">
    <tr><td colspan="{max((1, ../tr ! sum(td/number((@colspan, 1)[1]))))}"><xsl:next-match/></td></tr>
  </xsl:template>

  <xsl:template match="(table | tr)/text()[not(normalize-space())]" mode="nesting" as="empty-sequence()"/>

  <xsl:template match="table/text()[normalize-space()]" mode="nesting" as="element(tr)">
    <tr><td><xsl:copy/></td></tr>
  </xsl:template>

  <xsl:template match="tr/text()[normalize-space()]" mode="nesting" as="element(td)">
    <td><xsl:copy/></td>
  </xsl:template>

  <xsl:template match="tr[not(td)]" mode="nesting" as="element(tr)">
    <tr><xsl:apply-templates select="@* | node()" mode="#current"/><td/></tr>
  </xsl:template>

  <xsl:template match="tr/*[not(self::td)]" mode="nesting" as="element(td)">
    <td><xsl:next-match/></td>
  </xsl:template>

  <xsl:template match="div | p | section | article | header | footer | nav | ul | ol | li | dl | dt | dd | h1 | h2 | h3 | h4 | h5 | h6 | table | tr | td"
      mode="nesting" priority="10" as="node()+">
    <xsl:next-match/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
