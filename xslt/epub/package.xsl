<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the package document (EPUB 3.3, section 5), with the metadata of EPUB Accessibility 1.1.
     Input: a resolved teiCorpus with book:package[@identifier, @modified] and, in it, a book:file for each file: @name, @media-type, @properties,
     @spine where it is read in its turn; plain text is the licence of the fonts. Output: files/file[@name = 'package.opf'].
     What is said of accessibility is what tests prove: all is text, in one order of reading, with headings, roles and languages; no
     image but the cover, whose words the title page repeats, and no sound, motion, colour or script. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:book="urn:edition:book"
    xmlns:cite="urn:edition:cite"
    xmlns:label="urn:edition:label"
    xmlns:page="urn:edition:page"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs book cite label page">

  <xsl:import href="../html/content.xsl"/>
  <xsl:import href="../cite/item.xsl"/>

  <xsl:mode name="package" on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="package" as="element()"><xsl:apply-templates select="teiCorpus" mode="package"/></xsl:variable>
    <files><file name="package.opf"><xsl:value-of select="serialize($package, map{'method': 'xml', 'indent': true(), 'omit-xml-declaration': false()}) || '&#10;'"/></file></files>
  </xsl:template>

  <xsl:template match="teiCorpus" mode="package" as="element()" xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <xsl:variable name="languages" as="xs:string+" select="page:languages(.)"/>
    <xsl:variable name="lang" as="xs:string" select="$languages[1]"/>
    <xsl:variable name="item" as="element(cite:item)" select="cite:item(., $lang, 'epub')"/>
    <xsl:variable name="titles" as="element(title)*" select="teiHeader/fileDesc/titleStmt/title"/>
    <package version="3.0" unique-identifier="identifier" xml:lang="{$lang}">
      <metadata>
        <dc:identifier id="identifier"><xsl:value-of select="book:package/@identifier"/></dc:identifier>
        <xsl:for-each select="$item/cite:doi"><dc:identifier><xsl:value-of select="'https://doi.org/' || ."/></dc:identifier></xsl:for-each>
        <xsl:for-each select="$item/cite:url"><dc:source><xsl:value-of select="."/></dc:source></xsl:for-each>
        <dc:title id="title"><xsl:value-of select="page:title(., $lang)"/></dc:title>
        <meta refines="#title" property="title-type">main</meta>
        <xsl:for-each select="$languages[position() gt 1]">
          <meta refines="#title" property="alternate-script" xml:lang="{.}"><xsl:value-of select="page:title($titles[1]/ancestor::teiCorpus, .)"/></meta>
        </xsl:for-each>
        <xsl:for-each select="label:in($titles[@type = 'sub'], $lang)">
          <dc:title id="subtitle"><xsl:value-of select="normalize-space()"/></dc:title>
          <meta refines="#subtitle" property="title-type">subtitle</meta>
          <xsl:for-each select="$titles[@type = 'sub'] except ."><meta refines="#subtitle" property="alternate-script" xml:lang="{@xml:lang}"><xsl:value-of select="normalize-space()"/></meta></xsl:for-each>
        </xsl:for-each>
        <xsl:for-each select="distinct-values(($languages, TEI/text/@xml:lang))"><dc:language><xsl:value-of select="."/></dc:language></xsl:for-each>
        <xsl:for-each select="$item/cite:name"><dc:creator><xsl:value-of select="."/></dc:creator></xsl:for-each>
        <xsl:for-each select="$item/cite:publisher"><dc:publisher><xsl:value-of select="."/></dc:publisher></xsl:for-each>
        <xsl:for-each select="$item/cite:date"><dc:date><xsl:value-of select="."/></dc:date></xsl:for-each>
        <xsl:for-each select="teiHeader/fileDesc/publicationStmt/availability/*"><dc:rights><xsl:value-of select="normalize-space()"/></dc:rights></xsl:for-each>
        <xsl:for-each select="$item/cite:version"><meta property="schema:bookEdition"><xsl:value-of select="."/></meta></xsl:for-each>
        <meta property="dcterms:modified"><xsl:value-of select="book:package/@modified"/></meta>
        <xsl:sequence select="book:accessibility($item, $lang)"/>
        <xsl:for-each select="$item/cite:rights/@target"><link rel="dcterms:license" href="{.}"/></xsl:for-each>
        <xsl:for-each select="book:package[book:file/@media-type = 'text/plain']/book:file[starts-with(@media-type, 'font/')]">
          <link rel="dcterms:license" refines="#{book:id(.)}" href="{../book:file[@media-type = 'text/plain']/@name}" media-type="text/plain"/>
        </xsl:for-each>
      </metadata>
      <manifest>
        <xsl:for-each select="book:package/book:file[not(@media-type = 'text/plain')]">
          <item id="{book:id(.)}" href="{@name}" media-type="{@media-type}"><xsl:copy-of select="@properties"/></item>
        </xsl:for-each>
      </manifest>
      <spine>
        <xsl:for-each select="book:package/book:file[@spine]"><itemref idref="{book:id(.)}"/></xsl:for-each>
      </spine>
    </package>
  </xsl:template>

  <xsl:function name="book:id" as="xs:string">
    <xsl:param name="file" as="element(book:file)"/>
    <xsl:sequence select="'f.' || replace($file/@name, '[^\w.-]', '-')"/>
  </xsl:function>

  <!-- EPUB Accessibility 1.1, sections 3 and 4. The body that publishes the book answers for the claim. -->
  <xsl:function name="book:accessibility" as="element()+" xmlns="http://www.idpf.org/2007/opf">
    <xsl:param name="item" as="element(cite:item)"/>
    <xsl:param name="lang" as="xs:string"/>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessMode">visual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <xsl:for-each select="'ARIA', 'alternativeText', 'displayTransformability', 'index', 'readingOrder', 'structuralNavigation', 'tableOfContents'"><meta property="schema:accessibilityFeature"><xsl:value-of select="."/></meta></xsl:for-each>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary"><xsl:value-of select="label:of('book.accessible', $lang)"/></meta>
    <xsl:for-each select="$item/cite:publisher">
      <meta property="dcterms:conformsTo" id="conformance">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>
      <meta property="a11y:certifiedBy" refines="#conformance"><xsl:value-of select="."/></meta>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
