<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what is cited, as data from the TEI headers: the edition, or a part of it that has a page. Every style and format is made of it.
     Input: an element that has a page. Output: cite:item[@kind = ('book', 'chapter')] with title, subtitle, container, name, publisher,
     version, date, language, doi, ark, base, url (to be cited), page (its own), rights, abstract, source; what the headers do not say is absent, and never made up.
     Override: cite:path and the mode cite:title, where a format has other pages than texts; cite:release, where it has releases. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:cite="urn:edition:cite"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:link="urn:edition:link"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="cite:title" on-no-match="fail"/>
  <xsl:mode name="cite:kind" on-no-match="fail"/>
  <xsl:mode name="cite:source" on-no-match="deep-skip"/>

  <!-- The item in a language, to be put into a form: the name of a style or of a format. -->
  <xsl:function name="cite:item" as="element(cite:item)">
    <xsl:param name="page" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:param name="form" as="xs:string"/>
    <xsl:sequence select="cite:item($page, $lang, $form, $lang)"/>
  </xsl:function>

  <!-- The same, with the address of the page in another language: a style has its own language, the reader read this page. -->
  <xsl:function name="cite:item" as="element(cite:item)">
    <xsl:param name="page" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:param name="form" as="xs:string"/>
    <xsl:param name="read" as="xs:string"/>
    <xsl:variable name="corpus" as="element()" select="($page/ancestor-or-self::teiCorpus[1], root($page)/*)[1]"/>
    <xsl:variable name="own" as="element(teiHeader)?" select="$page[self::TEI or self::teiCorpus]/teiHeader"/>
    <xsl:variable name="whole" as="element(teiHeader)" select="$corpus/teiHeader"/>
    <xsl:variable name="publication" as="element(publicationStmt)*" select="($own, $whole)/fileDesc/publicationStmt"/>
    <cite:item form="{$form}" key="{cite:key($page, $corpus)}" xml:lang="{$lang}">
      <xsl:attribute name="kind"><xsl:apply-templates select="$page" mode="cite:kind"/></xsl:attribute>
      <xsl:apply-templates select="$page" mode="cite:title"><xsl:with-param name="lang" select="$lang" tunnel="yes"/></xsl:apply-templates>
      <cite:container><xsl:value-of select="cite:main-title($corpus, $lang)"/></cite:container>
      <xsl:for-each select="label:in($whole/fileDesc/titleStmt/title[@type = 'sub'], $lang)">
        <cite:subtitle lower="{cite:lowered(normalize-space(), $corpus)}"><xsl:value-of select="normalize-space()"/></cite:subtitle>
      </xsl:for-each>
      <xsl:for-each select="distinct-values(($own[fileDesc/titleStmt/(author, editor)], $whole)[1]/fileDesc/titleStmt/(author, editor) ! normalize-space())">
        <cite:name><xsl:value-of select="cite:named(., $corpus, $lang)"/></cite:name>
      </xsl:for-each>
      <xsl:for-each select="($publication/publisher)[1]">
        <cite:publisher><xsl:value-of select="cite:named(normalize-space(), $corpus, $lang)"/></cite:publisher>
      </xsl:for-each>
      <xsl:for-each select="$whole/fileDesc/editionStmt/edition/@n"><cite:version><xsl:value-of select="normalize-space(.)"/></cite:version></xsl:for-each>
      <xsl:for-each select="$whole/fileDesc/publicationStmt/date/@when"><cite:date><xsl:value-of select="."/></cite:date></xsl:for-each>
      <cite:language><xsl:value-of select="replace(string(($page/text/@xml:lang, $lang)[1]), '[^A-Za-z0-9-]', '')"/></cite:language>
      <xsl:for-each select="cite:doi(($own, $whole[$page is $corpus])[1])"><cite:doi><xsl:value-of select="."/></cite:doi></xsl:for-each>
      <xsl:for-each select="cite:ark(($own, $whole[$page is $corpus])[1])"><cite:ark><xsl:value-of select="."/></cite:ark></xsl:for-each>
      <xsl:for-each select="cite:base($corpus)"><cite:base><xsl:value-of select="."/></cite:base></xsl:for-each>
      <xsl:for-each select="cite:base($corpus)"><cite:url><xsl:value-of select=". || cite:release($corpus) || cite:path($page, $read)"/></cite:url><cite:page><xsl:value-of select=". || cite:path($page, $read)"/></cite:page></xsl:for-each>
      <xsl:for-each select="($publication/availability/licence)[1]">
        <cite:rights><xsl:copy-of select="@target[link:safe(.)]"/><xsl:value-of select="normalize-space()"/></cite:rights>
      </xsl:for-each>
      <xsl:for-each select="label:in($own/profileDesc/abstract, $lang)"><cite:abstract><xsl:value-of select="normalize-space()"/></cite:abstract></xsl:for-each>
      <xsl:apply-templates select="$own/fileDesc/sourceDesc" mode="cite:source"/>
    </cite:item>
  </xsl:function>

  <xsl:template match="teiCorpus" mode="cite:kind" as="text()">book</xsl:template>
  <xsl:template match="*" mode="cite:kind" as="text()">chapter</xsl:template>

  <xsl:template match="*" mode="cite:title" as="element(cite:title)">
    <xsl:param name="lang" as="xs:string" tunnel="yes"/>
    <cite:title><xsl:value-of select="cite:main-title(., $lang)"/></cite:title>
  </xsl:template>

  <xsl:function name="cite:main-title" as="xs:string">
    <xsl:param name="document" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="titles" as="element(title)*" select="$document/teiHeader/fileDesc/titleStmt/title[normalize-space()]"/>
    <xsl:sequence select="(label:in(($titles[@type = 'main'], $titles[not(@type = 'sub')]), $lang) ! normalize-space(), label:of('unread', $lang))[1]"/>
  </xsl:function>

  <!-- A body that bears the name of the edition is called, in each language, as the edition is. -->
  <xsl:function name="cite:named" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="corpus" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="same" as="xs:boolean" select="$name = $corpus/teiHeader/fileDesc/titleStmt/title[@type = 'main'] ! normalize-space()"/>
    <xsl:sequence select="if ($same) then cite:main-title($corpus, $lang) else $name"/>
  </xsl:function>

  <xsl:key name="cite:word-of-a-name" match="TEI/standOff/*/*/*[@type]" use="tokenize(., '[^\p{L}]+')"/>

  <!-- A subtitle as it stands after a colon in Russian, with a small letter, unless it begins with a name: the registers know which words are names. -->
  <xsl:function name="cite:lowered" as="xs:string">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="corpus" as="element()"/>
    <xsl:variable name="word" as="xs:string" select="replace($title, '[^\p{L}].*$', '')"/>
    <xsl:variable name="named" as="xs:boolean" select="exists(key('cite:word-of-a-name', $word, root($corpus)))"/>
    <xsl:sequence select="if (matches($word, '^\p{Lu}\p{Ll}*$') and not($named)) then lower-case(substring($title, 1, 1)) || substring($title, 2) else $title"/>
  </xsl:function>

  <!-- A name for the item in a bibliography's file: letters, figures, dots and hyphens; another for another version. -->
  <xsl:function name="cite:key" as="xs:string">
    <xsl:param name="page" as="element()"/>
    <xsl:param name="corpus" as="element()"/>
    <xsl:variable name="parts" as="xs:string*" select="cite:main-title($corpus, 'en'), $page[not(. is $corpus)]/(@xml:id, @name)[1], $corpus/teiHeader/fileDesc/editionStmt/edition/@n"/>
    <xsl:sequence select="string-join($parts ! lower-case(.) ! replace(., '[^a-z0-9.]+', '-') ! replace(., '^-|-$', '')[. ne ''], '-')"/>
  </xsl:function>

  <!-- The address below which the edition is published, if its header states one that can be linked. -->
  <xsl:function name="cite:base" as="xs:string?">
    <xsl:param name="corpus" as="element()"/>
    <xsl:variable name="stated" as="xs:string?" select="($corpus/teiHeader/fileDesc/publicationStmt/idno[@type = 'URI'] ! normalize-space())[link:safe(.)][matches(., '^https?://')][not(matches(., '[?#]'))][1]"/>
    <xsl:sequence select="$stated ! link:escaped(replace(., '/+$', '') || '/')"/>
  </xsl:function>

  <xsl:function name="cite:doi" as="xs:string?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="($header/fileDesc/publicationStmt/idno[@type = 'DOI'] ! replace(normalize-space(), '^(https?://(dx\.)?doi\.org/|doi:\s*)', '', 'i'))[matches(., '^10\.\d{4,9}/[^\s&lt;&gt;&quot;{}\\]+$')][1]"/>
  </xsl:function>

  <!-- An archival resource key, with the old or the new form of its label (draft-kunze-ark). -->
  <xsl:function name="cite:ark" as="xs:string?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="($header/fileDesc/publicationStmt/idno[@type = 'ARK'] ! replace(normalize-space(), '^(https?://[^/]+/)?ark:/?', 'ark:'))[matches(., '^ark:[0-9b-df-hj-np-tv-z]{5,}/[A-Za-z0-9=~*+@_$./-]+$')][1]"/>
  </xsl:function>

  <!-- The path of a page below the address of the edition. -->
  <xsl:function name="cite:path" as="xs:string">
    <xsl:param name="page" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="if ($page/self::teiCorpus) then '' else link:page($page)"/>
  </xsl:function>

  <!-- Below that address, the folder of the release as which the edition is cited; none where there is none, or where all of this is of a release. -->
  <xsl:function name="cite:release" as="xs:string">
    <xsl:param name="corpus" as="element()"/>
    <xsl:sequence select="''"/>
  </xsl:function>

  <!-- What a text was taken from: of the sources its header considers, those it is most sure of. -->
  <xsl:template match="sourceDesc" mode="cite:source" as="element(cite:source)*">
    <xsl:variable name="sources" as="element(bibl)*" select=".//bibl[@type = 'source'][title]"/>
    <xsl:variable name="best" as="xs:string?" select="('high', 'medium', 'low', 'unknown')[. = $sources/@cert][1]"/>
    <xsl:apply-templates select="$sources[string(@cert) = string($best)]" mode="#current"/>
  </xsl:template>

  <xsl:template match="bibl" mode="cite:source" as="element(cite:source)">
    <cite:source>
      <xsl:copy-of select="@cert"/>
      <xsl:for-each select="author"><cite:author xml:lang="{language:of(.)}"><xsl:value-of select="normalize-space()"/></cite:author></xsl:for-each>
      <xsl:for-each select="title"><cite:work xml:lang="{language:of(.)}"><xsl:value-of select="normalize-space()"/></cite:work></xsl:for-each>
      <xsl:for-each select="date/@when"><cite:date><xsl:value-of select="."/></cite:date></xsl:for-each>
    </cite:source>
  </xsl:template>

</xsl:stylesheet>
