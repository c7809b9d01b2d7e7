<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what the search finds: a record for each paragraph of an introduction, each sentence, each note and each entry of a register.
     Input: a resolved teiCorpus. Output: a JSON array of records, in the order of the edition: `address` in the top of the site, `interface`
     (the one language of the interface in which it stands so; absent where in all), `language`, `kind`, `group` (a text, or the registers),
     `reference`, `passage` (the critical reading), `source` (the reading of the source, where it differs), `entities` (kinds of those named in it),
     `forms` (what stands in the passage, with all that it may be searched by: the names of a register, the expansion of an abbreviation). -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:language="urn:edition:language"
    xmlns:link="urn:edition:link"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:note="urn:edition:note"
    xmlns:reading="urn:edition:reading"
    xmlns:record="urn:edition:record"
    xmlns:reference="urn:edition:reference"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="../common/reading.xsl"/>
  <xsl:import href="../common/label.xsl"/>
  <xsl:import href="../common/link.xsl"/>
  <xsl:import href="../common/note.xsl"/>
  <xsl:import href="../common/reference.xsl"/>

  <xsl:output method="json" encoding="UTF-8"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="record" on-no-match="fail"/>

  <xsl:template match="/" as="array(map(*))">
    <xsl:variable name="texts" as="element(text)*" select="teiCorpus/TEI/text"/>
    <xsl:variable name="units" as="element()*" select="$texts//(s | (p | ab | head | l)[not(descendant::s)])[@xml:id][not(ancestor::note or ancestor::s)]"/>
    <xsl:variable name="records" as="map(*)*">
      <xsl:apply-templates select="teiCorpus/TEI[text]/teiHeader/profileDesc[abstract] | $units | note:within($texts)[@xml:id] | teiCorpus/TEI/standOff/*[@type = ('mentioned', 'context')]/*[@xml:id]" mode="record">
        <!-- Texts first, each before its introduction; registers after. -->
        <xsl:sort select="exists(ancestor::standOff)"/>
        <xsl:sort select="count(ancestor::TEI[1]/preceding-sibling::TEI)"/>
        <xsl:sort select="exists(ancestor::teiHeader)"/>
      </xsl:apply-templates>
    </xsl:variable>
    <!-- Where there is no word, nothing is to be found. -->
    <xsl:sequence select="array{$records[matches(?passage || ?source, '[\p{L}\p{N}]')]}"/>
  </xsl:template>

  <!-- In a text: the same in every language of the interface. -->
  <xsl:template match="*" mode="record" as="map(*)">
    <xsl:variable name="passage" as="xs:string" select="reading:critical(node())"/>
    <xsl:variable name="source" as="xs:string" select="reading:source(node())"/>
    <xsl:variable name="named" as="element()*" select="descendant::*[@ref][not(ancestor::note)]"/>
    <xsl:sequence select="record:record(., 'sentence', (), language:of(.), $passage, (
      map{'source': $source}[$source ne $passage],
      map{'entities': array{distinct-values($named ! record:entries(.) ! record:kind(.))}},
      map{'forms': array{record:forms($named, descendant::choice[abbr][expan][not(ancestor::note)])}}))"/>
  </xsl:template>

  <!-- A note: in each language of the interface, the words that are read there. -->
  <xsl:template match="note | noteGrp" mode="record" as="map(*)+">
    <xsl:variable name="note" as="element()" select="."/>
    <xsl:for-each select="record:languages(/*)">
      <xsl:variable name="words" as="element(note)+" select="language:chosen(note:members($note), .)"/>
      <xsl:sequence select="record:record($note, 'note', ., language:of($words[1]), string-join($words ! reading:critical(node()), ' '), map{'number': string($note/@n)})"/>
    </xsl:for-each>
  </xsl:template>

  <!-- An introduction: in each language of the interface, the paragraphs that are read there. -->
  <xsl:template match="profileDesc" mode="record" as="map(*)*">
    <xsl:variable name="forms" as="element(abstract)+" select="abstract"/>
    <xsl:for-each select="record:languages(/*)">
      <xsl:variable name="interface" as="xs:string" select="."/>
      <xsl:sequence select="language:chosen($forms, .)/p ! record:record(., 'introduction', $interface, language:of(.), reading:critical(node()), ())"/>
    </xsl:for-each>
  </xsl:template>

  <!-- An entry of a register: in each language of the interface, with all its names. -->
  <xsl:template match="standOff/*/*" mode="record" as="map(*)+">
    <xsl:variable name="entry" as="element()" select="."/>
    <xsl:for-each select="record:languages(/*)">
      <xsl:variable name="name" as="xs:string" select="string(label:name($entry, .))"/>
      <xsl:variable name="role" as="element(note)?" select="label:in($entry/note[@type = 'role'], .)"/>
      <xsl:sequence select="record:record($entry, 'entry', ., ., string-join(($name, $role ! reading:critical(node())), ' — '), (
        map{'entities': array{record:kind($entry)}},
        map{'forms': array{map{'form': $name, 'names': array{record:names($entry/*)[. ne $name]}}}}))"/>
    </xsl:for-each>
  </xsl:template>

  <!-- What all records have. A text's own language is that of its words; one of no language counts as the first of the interface. -->
  <xsl:function name="record:record" as="map(*)">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="interface" as="xs:string?"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="passage" as="xs:string"/>
    <xsl:param name="more" as="map(*)*"/>
    <xsl:sequence select="map:merge((
      map{
        'address': link:page($element) || '#' || link:id($element),
        'kind': $kind,
        'language': (replace($language, '-.*$', '')[. ne ''], record:languages(root($element)/*))[1],
        'group': ($element/ancestor::TEI[text]/@xml:id ! string(), 'registers')[1],
        'reference': if ($kind = 'entry') then '' else reference:short($element),
        'passage': $passage},
      $interface ! map{'interface': .},
      $more))"/>
  </xsl:function>

  <!-- The lines of the witness are no part of what is searched. -->
  <xsl:template match="lb | pb | cb | gb" mode="reading:source" as="text()*">
    <xsl:value-of select="' '[not(current()/@break = 'no')]"/>
  </xsl:template>

  <!-- The languages of the interface: those in which the corpus has a main title; English where it has none. -->
  <xsl:function name="record:languages" as="xs:string+">
    <xsl:param name="corpus" as="element()"/>
    <xsl:variable name="declared" as="xs:string*" select="distinct-values($corpus/teiHeader/fileDesc/titleStmt/title[@type = 'main']/@xml:lang)[. = $label:languages]"/>
    <xsl:sequence select="($declared[. = 'en'], $declared[. ne 'en'], 'en'[empty($declared)])"/>
  </xsl:function>

  <!-- The entries that a name in a text points to. -->
  <xsl:function name="record:entries" as="element()*">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="tokenize($name/@ref) ! key('link:id', ., root($name))[1][parent::*/parent::standOff]"/>
  </xsl:function>

  <!-- The register that an entry stands in. -->
  <xsl:function name="record:kind" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="string($entry/ancestor::TEI[1]/@xml:id)"/>
  </xsl:function>

  <xsl:function name="record:names" as="xs:string*">
    <xsl:param name="names" as="element()*"/>
    <xsl:sequence select="distinct-values($names[self::persName or self::placeName or self::orgName or self::eventName or self::title] ! normalize-space())[. ne '']"/>
  </xsl:function>

  <!-- Names and abbreviations as they stand in a passage, each once, with what else they are called. What a text calls a thing in passing
       (“the war”) finds that passage only. -->
  <xsl:function name="record:forms" as="map(*)*">
    <xsl:param name="named" as="element()*"/>
    <xsl:param name="abbreviations" as="element(choice)*"/>
    <xsl:variable name="found" as="map(*)*" select="
      (for $name in $named, $entry in record:entries($name)
        return map{'form': reading:critical($name), 'names': record:names($entry/*[not(@type = 'attested')])}),
      $abbreviations ! map{'form': reading:critical(abbr), 'names': normalize-space(expan)}"/>
    <xsl:for-each-group select="$found" group-by="?form">
      <xsl:sequence select="map{'form': current-grouping-key(), 'names': array{distinct-values(current-group()?names)[. ne current-grouping-key()]}}"/>
    </xsl:for-each-group>
  </xsl:function>

</xsl:stylesheet>
