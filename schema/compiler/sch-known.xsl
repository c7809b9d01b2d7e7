<?xml version="1.0" encoding="UTF-8"?>
<!--
  Purpose: say what in a Schematron schema is not supported here, is missing, or leads nowhere.
  Input:   a schema in one piece, each element with @at:place.
  Output:  an at:fault for each, with its place, what is wrong and how to mend it.
-->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:at="urn:x-edition:schematron"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    exclude-result-prefixes="#all">

  <!-- known: what the schema holds, from above; lacking: attributes that must be; sound: what a known element says. -->
  <xsl:mode name="known" on-no-match="fail" on-multiple-match="use-last"/>
  <xsl:mode name="sound" on-no-match="fail" on-multiple-match="fail"/>

  <!-- Elements, each where it may stand -->

  <xsl:template mode="known" priority="2" as="element(at:fault)*"
      match="document-node()/sch:schema
           | sch:schema/(sch:title | sch:p | sch:ns | sch:let | sch:phase | sch:pattern | sch:rules | sch:diagnostics | sch:properties)
           | sch:phase/(sch:p | sch:let | sch:active) | sch:pattern/(sch:title | sch:p | sch:let | sch:param | sch:rule) | sch:rules/sch:rule
           | sch:rule/(sch:p | sch:let | sch:assert | sch:report | sch:extends) | sch:diagnostics/sch:diagnostic | sch:properties/sch:property
           | (sch:assert | sch:report | sch:diagnostic | sch:property)//(sch:value-of | sch:name | sch:emph | sch:dir | sch:span)
           | (sch:title | sch:p | sch:active)//(sch:emph | sch:dir | sch:span)">
    <xsl:apply-templates select="." mode="sound"/>
    <xsl:apply-templates select="@*, *[not(parent::sch:let)]" mode="known"/>
  </xsl:template>

  <!-- XSLT: declarations, as the bindings xslt2 and xslt3 allow them; they are not looked into, but may not write files. -->
  <xsl:template mode="known" priority="2" as="element(at:fault)*"
      match="sch:schema/(xsl:key | xsl:function | xsl:variable | xsl:param | xsl:accumulator | xsl:decimal-format | xsl:template[sch:apart(.)]) | sch:property/xsl:copy-of">
    <xsl:sequence select="sch:lacking(self::xsl:copy-of, 'select')"/>
    <xsl:for-each select=".//xsl:result-document">
      <xsl:sequence select="sch:fault(ancestor::*[@at:place][1], 'result-document is not supported', 'Take it out: rules read, they do not write.')"/>
    </xsl:for-each>
  </xsl:template>

  <!-- What belongs to other namespaces is for others (ISO/IEC 19757-3, 5.1). In a message it is looked into. -->
  <xsl:template match="*" mode="known" priority="-1" as="empty-sequence()"/>

  <xsl:template match="(sch:assert | sch:report | sch:diagnostic | sch:property)//*" mode="known" priority="-0.75" as="element(at:fault)*">
    <xsl:apply-templates select="*" mode="known"/>
  </xsl:template>

  <xsl:template match="@*[namespace-uri()]" mode="known" as="empty-sequence()"/>

  <xsl:template match="sch:* | xsl:*" mode="known" as="element(at:fault)">
    <xsl:sequence select="sch:fault(., name() || ' is not supported' || (parent::* ! (' in ' || name())), sch:instead(.))"/>
  </xsl:template>

  <xsl:template match="document-node()/sch:*" mode="known" priority="1" as="element(at:fault)">
    <xsl:sequence select="sch:fault(., name() || ' is a part, no whole schema', 'Name the schema that includes it.')"/>
  </xsl:template>

  <xsl:template match="document-node()/*[not(self::sch:*)]" mode="known" as="element(at:fault)">
    <xsl:sequence select="sch:fault(., name() || ' in the namespace “' || namespace-uri() || '” is no Schematron schema',
        'Let the root be schema in the namespace http://purl.oclc.org/dsdl/schematron.')"/>
  </xsl:template>

  <!-- Attributes -->

  <xsl:template mode="known" priority="2" as="empty-sequence()"
      match="sch:*/(@id | @icon | @see | @fpi) | sch:schema/(@schemaVersion | @defaultPhase | @queryBinding[sch:runs(.)]) | sch:ns/(@prefix | @uri)
           | sch:let/(@name | @value | @as) | sch:active/@pattern | sch:pattern/(@is-a | @abstract[. = ('true', 'false')]) | sch:param/(@name | @value)
           | sch:rule/(@context | @abstract[. = ('true', 'false')] | @role | @flag | @severity | @subject | @visit-each) | sch:extends/@rule
           | (sch:assert | sch:report)/(@test | @role | @flag | @subject | @diagnostics | @properties | @severity) | (sch:diagnostic | sch:property)/@role | sch:property/@scheme
           | sch:value-of/@select | sch:name/@path | (sch:p | sch:span)/@class | sch:dir/@value"/>

  <xsl:template match="@*" mode="known" as="element(at:fault)">
    <xsl:sequence select="sch:fault(.., '@' || name() || '=&quot;' || . || '&quot; is not supported on ' || name(..), sch:instead(.))"/>
  </xsl:template>

  <!-- Elements that lack something, or say what cannot be -->

  <xsl:template match="*" mode="sound" priority="-1" as="empty-sequence()"/>

  <xsl:template match="sch:schema" mode="sound" as="element(at:fault)*">
    <xsl:sequence select="sch:fault(.[not(sch:phase(.) = ('#ALL', sch:phase/@id))], 'there is no phase ' || sch:phase(.),
        'Choose ' || string-join((sch:phase/@id, '#ALL'), ' or ') || '.')"/>
  </xsl:template>

  <xsl:template match="sch:ns" mode="sound" as="element(at:fault)*">
    <xsl:sequence select="sch:lacking(., ('prefix', 'uri')),
        sch:fault(.[@prefix][not(@prefix castable as xs:NCName)], '@prefix &quot;' || @prefix || '&quot; is no name', 'Write a name without a colon.'),
        sch:fault(.[@uri][not(matches(@uri, '^[^\s&lt;&gt;&quot;{}|\\^`\[\]]+$'))], '@uri &quot;' || @uri || '&quot; is no URI', 'Write the namespace as the documents do.'),
        sch:fault(.[@prefix = preceding-sibling::sch:ns[@uri ne current()/@uri]/@prefix], 'the prefix ' || @prefix || ' stands for two namespaces', 'Give each a prefix of its own.'),
        sch:fault(.[@prefix = ('xsl', 'svrl')][not(@uri = ('http://www.w3.org/1999/XSL/Transform', 'http://purl.oclc.org/dsdl/svrl'))],
          'the prefix ' || @prefix || ' stands for what is neither XSLT nor SVRL', 'Give the namespace another prefix.')"/>
  </xsl:template>

  <xsl:template match="sch:let" mode="sound" as="element(at:fault)*">
    <xsl:sequence select="sch:lacking(., 'name'), sch:fault(.[@value][node()], 'let has both @value and content', 'Leave one of them.')"/>
  </xsl:template>

  <xsl:template match="sch:active" mode="sound" as="element(at:fault)*">
    <xsl:sequence select="sch:lacking(., 'pattern'),
        sch:leading(., @pattern, ancestor::sch:schema/sch:pattern[not(@abstract eq 'true')]/@id, 'pattern')"/>
  </xsl:template>

  <xsl:template match="sch:phase | sch:diagnostic | sch:property" mode="sound" as="element(at:fault)*">
    <xsl:sequence select="sch:lacking(., 'id'), sch:once(.)"/>
  </xsl:template>

  <xsl:template match="sch:pattern" mode="sound" as="element(at:fault)*">
    <xsl:variable name="abstract" as="element(sch:pattern)*" select="../sch:pattern[@abstract eq 'true'][@id = current()/@is-a]"/>
    <xsl:variable name="wanted" as="xs:string*" select="$abstract/sch:param[not(@value)]/@name[not(. = current()/sch:param/@name)]"/>
    <xsl:variable name="strange" as="xs:string*" select="sch:param/@name[$abstract/sch:param][not(. = $abstract/sch:param/@name)]"/>
    <xsl:sequence select="sch:once(.[@abstract eq 'true']),
        sch:fault(.[@abstract eq 'true'][@is-a], 'an abstract pattern with @is-a', 'Let it be either abstract or made from an abstract one.'),
        sch:leading(., @is-a, $abstract/@id, 'abstract pattern'),
        sch:fault(.[exists($wanted)], 'the abstract pattern wants the parameter ' || string-join($wanted, ', '), 'Add a param with a value.'),
        sch:fault(.[exists($strange)], 'the abstract pattern has no parameter ' || string-join($strange, ', '), 'Declare it there or take it out here.')"/>
  </xsl:template>

  <xsl:template match="sch:param" mode="sound" as="element(at:fault)*">
    <xsl:sequence select="sch:lacking(., ('name', 'value'[current()/../@is-a]))"/>
  </xsl:template>

  <xsl:template match="sch:rule" mode="sound" as="element(at:fault)*">
    <xsl:sequence select="sch:lacking(.[not(@abstract eq 'true')], 'context'),
        sch:fault(.[@abstract eq 'true'][@context], 'an abstract rule with @context', 'Take @context out: the rules that extend it have theirs.'),
        sch:fault(.[parent::sch:rules][not(@abstract eq 'true')], 'a rule in rules that is not abstract', 'Add abstract=&quot;true&quot;, or move it into a pattern.')"/>
  </xsl:template>

  <xsl:template match="sch:extends" mode="sound" as="element(at:fault)*">
    <xsl:variable name="found" as="element(sch:rule)*" select="sch:extended(.)"/>
    <xsl:sequence select="sch:lacking(., 'rule'), sch:leading(., @rule, $found/@id, 'abstract rule in this pattern'),
        sch:fault(.[count($found) gt 1], 'two abstract rules are called ' || @rule, 'Give each an id of its own.'),
        sch:fault(.[sch:reaches(., ())], 'the rule ' || @rule || ' extends itself', 'Break the circle.')"/>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report" mode="sound" as="element(at:fault)*">
    <xsl:variable name="schema" as="element(sch:schema)" select="ancestor::sch:schema"/>
    <xsl:sequence select="sch:lacking(., 'test'), sch:leading(., @diagnostics, $schema/sch:diagnostics/sch:diagnostic/@id, 'diagnostic'),
        sch:leading(., @properties, $schema/sch:properties/sch:property/@id, 'property')"/>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="sound" as="element(at:fault)*">
    <xsl:sequence select="sch:lacking(., 'select')"/>
  </xsl:template>

  <!-- Small tools -->

  <!-- One fault, if there is an element that has it. -->
  <xsl:function name="sch:fault" as="element(at:fault)?">
    <xsl:param name="where" as="element()?"/>
    <xsl:param name="message" as="xs:string"/>
    <xsl:param name="mend" as="xs:string"/>
    <xsl:if test="$where">
      <at:fault place="{$where/ancestor-or-self::*[@at:place][1]/@at:place}" message="{$message}" mend="{$mend}"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="sch:lacking" as="element(at:fault)*">
    <xsl:param name="where" as="element()?"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="$names[not(. = $where/@*/name())] ! sch:fault($where, name($where) || ' lacks @' || ., 'Add it.')"/>
  </xsl:function>

  <xsl:function name="sch:leading" as="element(at:fault)*">
    <xsl:param name="where" as="element()"/>
    <xsl:param name="references" as="attribute()?"/>
    <xsl:param name="known" as="xs:string*"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="tokenize($references)[not(. = $known)]
        ! sch:fault($where, '@' || name($references) || ': there is no ' || $kind || ' “' || . || '”', 'Correct the name, or write what it names.')"/>
  </xsl:function>

  <xsl:function name="sch:once" as="element(at:fault)?">
    <xsl:param name="where" as="element()?"/>
    <xsl:sequence select="sch:fault($where[@id = (preceding-sibling::*, ../preceding-sibling::*/*)[node-name() eq node-name($where)]/@id],
        name($where) || ' “' || $where/@id || '” stands twice', 'Give each an id of its own.')"/>
  </xsl:function>

  <!-- ISO/IEC 19757-3, 5.4.5: a variable is defined once in its schema, phase, pattern or rule. -->
  <xsl:function name="sch:twice" as="element(at:fault)?">
    <xsl:param name="let" as="element(sch:let)"/>
    <xsl:sequence select="sch:fault($let[@name = preceding-sibling::sch:let/@name], 'the variable ' || $let/@name || ' is defined twice', 'Give one of them another name.')"/>
  </xsl:function>

  <xsl:function name="sch:reaches" as="xs:boolean">
    <xsl:param name="extends" as="element(sch:extends)"/>
    <xsl:param name="seen" as="element(sch:rule)*"/>
    <xsl:variable name="found" as="element(sch:rule)*" select="sch:extended($extends)"/>
    <xsl:sequence select="exists($found intersect ($seen, $extends/..)) or (some $next in ($found except $seen)/sch:extends satisfies sch:reaches($next, ($seen, $found)))"/>
  </xsl:function>

  <xsl:function name="sch:runs" as="xs:boolean">
    <xsl:param name="binding" as="xs:string"/>
    <xsl:sequence select="lower-case($binding) = ('xslt', 'xslt1', 'xslt2', 'xslt3', 'xpath', 'xpath2', 'xpath3', 'xpath31')"/>
  </xsl:function>

  <!-- A template that is only called, or applied in a mode of its own: it does not get in the way of the rules. -->
  <xsl:function name="sch:apart" as="xs:boolean">
    <xsl:param name="template" as="element(xsl:template)"/>
    <xsl:sequence select="not($template/@match) or ($template/@mode and not(tokenize($template/@mode) = ('#default', '#unnamed', '#all')))"/>
  </xsl:function>

  <!-- What to write instead of what is not supported. -->
  <xsl:function name="sch:instead" as="xs:string">
    <xsl:param name="refused" as="node()"/>
    <xsl:variable name="others" as="map(xs:string, xs:string)" select="map {
        'documents': 'Check each file by itself; what a rule needs of another file it reads with doc().',
        'from': 'Write the limit into the contexts of the rules.',
        'group': 'Write a pattern for each of its rules.',
        'href': 'Write it as include href or extends href, with the path of a file.',
        'import': 'Copy the declarations that are needed into the schema.',
        'include': 'Copy the declarations that are needed into the schema.',
        'queryBinding': 'Use xslt, xslt2, xslt3, xpath, xpath2, xpath3 or xpath31.',
        'template': 'Give it a mode of its own, or a name and no match.',
        'use-package': 'Copy the declarations that are needed into the schema.',
        'variable': 'Write a let.',
        'when': 'Choose the phase when validating.' }"/>
    <xsl:sequence select="($others(local-name($refused)), 'Take it out, or write it with what schema/README.md lists as known.')[1]"/>
  </xsl:function>

</xsl:stylesheet>
