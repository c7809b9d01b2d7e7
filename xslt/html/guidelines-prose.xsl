<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the prose of the ODD, and links to what it specifies. Input: divisions and descriptions of the ODD. Output: HTML; the names of
     elements and classes in it lead to where they are specified. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:html="urn:edition:html"
    xmlns:link="urn:edition:link"
    xmlns:odd="urn:edition:odd"
    exclude-result-prefixes="#all">

  <!-- What is specified has its own place on the page: of the prose it is no part. -->
  <xsl:mode name="odd:prose" on-no-match="fail"/>

  <xsl:template match="text()" mode="odd:prose" as="text()"><xsl:copy/></xsl:template>
  <xsl:template match="comment() | processing-instruction() | odd:specGrp | odd:specGrpRef" mode="odd:prose" as="empty-sequence()"/>

  <xsl:template match="odd:head" mode="odd:prose" as="element()">
    <h2><xsl:apply-templates mode="#current"/></h2>
  </xsl:template>

  <xsl:template match="odd:p" mode="odd:prose" as="element()">
    <p><xsl:apply-templates mode="#current"/></p>
  </xsl:template>

  <xsl:template match="odd:list" mode="odd:prose" as="element()">
    <ul><xsl:apply-templates select="odd:item" mode="#current"/></ul>
  </xsl:template>

  <xsl:template match="odd:item" mode="odd:prose" as="element()">
    <li><xsl:apply-templates mode="#current"/></li>
  </xsl:template>

  <xsl:template match="odd:gi" mode="odd:prose" as="element()">
    <xsl:variable name="specification" as="element()?" select="key('odd:element', normalize-space())"/>
    <xsl:sequence select="if ($specification) then odd:link($specification) else odd:code('gi', .)"/>
  </xsl:template>

  <xsl:template match="odd:ident" mode="odd:prose" as="element()">
    <xsl:variable name="specification" as="element()?" select="key('odd:specification', normalize-space())[1]"/>
    <xsl:sequence select="if ($specification) then odd:link($specification) else odd:code('ident', .)"/>
  </xsl:template>

  <xsl:template match="odd:att | odd:val | odd:code | odd:tag" mode="odd:prose" as="element()">
    <xsl:sequence select="odd:code(local-name(), .)"/>
  </xsl:template>

  <xsl:template match="odd:q | odd:soCalled" mode="odd:prose" as="node()+">
    <xsl:text>“</xsl:text><xsl:apply-templates mode="#current"/><xsl:text>”</xsl:text>
  </xsl:template>

  <xsl:template match="odd:mentioned | odd:term | odd:emph | odd:title | odd:foreign" mode="odd:prose" as="element()">
    <i><xsl:apply-templates mode="#current"/></i>
  </xsl:template>

  <xsl:template match="odd:ref | odd:ptr" mode="odd:prose" as="item()*">
    <xsl:variable name="address" as="xs:string?" select="@target[link:safe(.)]"/>
    <xsl:choose>
      <xsl:when test="$address"><a href="{link:escaped($address)}"><xsl:apply-templates mode="#current"/><xsl:value-of select="$address[not(current()/node())]"/></a></xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="#current"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The modules of the TEI, with what is taken from each. -->
  <xsl:template match="odd:schemaSpec" mode="odd:prose" as="element()">
    <dl class="modules"><xsl:apply-templates select="odd:moduleRef[@include]" mode="#current"/></dl>
  </xsl:template>

  <xsl:template match="odd:moduleRef" mode="odd:prose" as="element()+">
    <xsl:variable name="module" as="element()" select="."/>
    <dt><code><xsl:value-of select="@key"/></code></dt>
    <dd><xsl:sequence select="html:joined(tokenize(@include) ! key('odd:element', ., root($module)) ! odd:link(.), ' ')"/></dd>
  </xsl:template>

  <!-- A name as code; the style sheet draws what tells the kinds apart. -->
  <xsl:function name="odd:code" as="element()">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <code class="{$kind}"><xsl:value-of select="$name"/></code>
  </xsl:function>

  <!-- A link to a specification. -->
  <xsl:function name="odd:link" as="element()">
    <xsl:param name="specification" as="element()"/>
    <a href="{odd:address($specification)}"><xsl:sequence select="odd:code(if ($specification/self::odd:elementSpec) then 'gi' else 'ident', $specification/@ident)"/></a>
  </xsl:function>

  <!-- A link to an attribute where it is described, by the name of what has it or by its own. -->
  <xsl:function name="odd:named-link" as="element()">
    <xsl:param name="attribute" as="element(odd:attDef)"/>
    <xsl:param name="own" as="xs:boolean"/>
    <xsl:variable name="specification" as="element()" select="$attribute/../.."/>
    <a href="{odd:address($attribute)}"><xsl:sequence select="if ($own) then odd:code('att', $attribute/@ident) else odd:code(if ($specification/self::odd:elementSpec) then 'gi' else 'ident', $specification/@ident)"/></a>
  </xsl:function>

  <!-- Where a specification or an attribute is described, seen from the top of the site. -->
  <xsl:function name="odd:address" as="xs:string">
    <xsl:param name="described" as="element()"/>
    <xsl:sequence select="$odd:folder || $described/ancestor::odd:div[last()]/@id || '.html#' || odd:id($described)"/>
  </xsl:function>

</xsl:stylesheet>
