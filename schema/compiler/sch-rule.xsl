<?xml version="1.0" encoding="UTF-8"?>
<!--
  Purpose: compile the patterns of a Schematron schema, their rules, and what they say (part of sch2xsl.xsl).
  Input:   sch:pattern, with nothing left that is said by reference.
  Output:  a mode, and templates in it that give SVRL.
-->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns="http://www.w3.org/1999/XSL/Transform"
    xmlns:at="urn:x-edition:schematron"
    xmlns:out="http://www.w3.org/1999/XSL/TransformAlias"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="#default"/>

  <!-- body: what a rule says of its context; text: messages. -->
  <xsl:mode name="body" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="text" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="sch:pattern" as="element()+">
    <out:mode name="{sch:mode(.)}" on-no-match="shallow-skip" on-multiple-match="use-last"/>
    <xsl:apply-templates select="sch:let, sch:rule"/>
  </xsl:template>

  <xsl:template match="sch:rule" as="element()">
    <out:template match="{sch:xpath(@context)}" mode="{sch:mode(..)}" priority="{count(following-sibling::sch:rule) + 1}" as="element()*">
      <xsl:copy-of select="sch:namespaces(.), sch:place(.), sch:binding(.)"/>
      <svrl:fired-rule context="{sch:literal(@context)}">
        <xsl:copy-of select="@role, @flag, @severity, (@id, @see) ! sch:literally(.)"/>
      </svrl:fired-rule>
      <xsl:apply-templates select="(@visit-each, .)[1]" mode="body"/>
      <out:apply-templates select="@*, node()" mode="#current"/>
    </out:template>
  </xsl:template>

  <xsl:template match="sch:rule" mode="body" as="element()*">
    <xsl:apply-templates select="sch:let, sch:assert, sch:report"/>
  </xsl:template>

  <!-- Variables may be evaluated where they are defined: what fails there fails the rule, at this node. -->
  <xsl:template match="sch:rule[sch:let][$careful eq 'yes']" mode="body" as="element()">
    <out:try>
      <xsl:apply-templates select="sch:let, sch:assert, sch:report"/>
      <xsl:call-template name="catch"/>
    </out:try>
  </xsl:template>

  <xsl:template match="@visit-each" mode="body" as="element()+">
    <out:variable name="Q{{urn:x-edition:schematron}}context" select="."/>
    <out:for-each select="{sch:xpath(.)}">
      <xsl:apply-templates select=".." mode="body"/>
    </out:for-each>
  </xsl:template>

  <xsl:template match="sch:assert" as="element()">
    <xsl:call-template name="test">
      <xsl:with-param name="test" select="'not(' || sch:xpath(@test) || ')'"/>
      <xsl:with-param name="name" select="'failed-assert'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="sch:report" as="element()">
    <xsl:call-template name="test">
      <xsl:with-param name="test" select="sch:xpath(@test)"/>
      <xsl:with-param name="name" select="'successful-report'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="test" as="element()">
    <xsl:param name="test" as="xs:string" required="yes"/>
    <xsl:param name="name" as="xs:string" required="yes"/>
    <xsl:variable name="subject" as="xs:string" select="((@subject, ../@subject)[1] ! sch:xpath(.), '()')[1]"/>
    <xsl:variable name="said" as="element()">
      <out:if test="{$test}">
        <xsl:copy-of select="sch:namespaces(.), sch:place(.)"/>
        <xsl:element name="svrl:{$name}">
          <xsl:attribute name="location" select="'{Q{urn:x-edition:schematron}location((' || $subject || '), ' || sch:context(.) || ')}'"/>
          <xsl:copy-of select="@role, @flag, @severity, @xml:lang, (@id, @test) ! sch:literally(.)"/>
          <xsl:apply-templates select="sch:diagnostic, sch:property"/>
          <xsl:call-template name="text"/>
        </xsl:element>
      </out:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$careful eq 'yes'">
        <out:try>
          <xsl:sequence select="$said"/>
          <xsl:call-template name="catch"/>
        </out:try>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$said"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="catch" as="element()">
    <out:catch>
      <svrl:error code="{{$Q{{http://www.w3.org/2005/xqt-errors}}code}}" at:place="{sch:literal(@at:place)}">
        <xsl:attribute name="location" select="'{Q{urn:x-edition:schematron}location((), ' || sch:context(.) || ')}'"/>
        <out:value-of select="$Q{{http://www.w3.org/2005/xqt-errors}}description"/>
      </svrl:error>
    </out:catch>
  </xsl:template>

  <!-- The node a rule has matched, also where it goes through values. -->
  <xsl:function name="sch:context" as="xs:string">
    <xsl:param name="where" as="element()"/>
    <xsl:sequence select="if ($where/ancestor-or-self::sch:rule/@visit-each) then '$Q{urn:x-edition:schematron}context' else '.'"/>
  </xsl:function>

  <!-- Messages -->

  <xsl:template match="sch:diagnostic" as="element()">
    <svrl:diagnostic-reference diagnostic="{sch:literal(@id)}">
      <xsl:copy-of select="@role"/>
      <xsl:call-template name="text"/>
    </svrl:diagnostic-reference>
  </xsl:template>

  <xsl:template match="sch:property" as="element()">
    <svrl:property-reference property="{sch:literal(@id)}">
      <xsl:copy-of select="@role, @scheme ! sch:literally(.)"/>
      <xsl:call-template name="text"/>
    </svrl:property-reference>
  </xsl:template>

  <!-- White space at the ends is for the eye only. -->
  <xsl:template name="text" as="element(svrl:text)">
    <svrl:text>
      <xsl:copy-of select="@xml:lang, @xml:space, (@see, @icon, @fpi) ! sch:literally(.)"/>
      <xsl:apply-templates mode="text"
          select="node() except (sch:diagnostic, sch:property, text()[not(normalize-space())][not(preceding-sibling::node()) or not(following-sibling::node()[not(self::sch:diagnostic or self::sch:property)])])"/>
    </svrl:text>
  </xsl:template>

  <xsl:template match="text()" mode="text" as="element()">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="text" as="element()">
    <out:value-of select="{sch:xpath(@select)}">
      <xsl:copy-of select="sch:place(.)"/>
    </out:value-of>
  </xsl:template>

  <!-- ISO: @path gives "a string that is the name of a node"; editors also point to the node itself. -->
  <xsl:template match="sch:name" mode="text" as="element()">
    <out:value-of select="{(@path ! ('Q{urn:x-edition:schematron}name((' || sch:xpath(.) || '))'), 'name()')[1]}">
      <xsl:copy-of select="sch:place(.)"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="sch:emph | sch:dir | sch:span" mode="text" as="element()">
    <xsl:element name="svrl:{local-name()}">
      <xsl:copy-of select="(@class, @value) ! sch:literally(.)"/>
      <xsl:apply-templates mode="text"/>
    </xsl:element>
  </xsl:template>

  <!-- An attribute can be copied before all else only; after that, what it says. -->
  <xsl:template match="sch:property/xsl:copy-of" mode="text" as="element()">
    <xsl:variable name="late" as="xs:boolean" select="exists(preceding-sibling::node()[self::* or normalize-space()])"/>
    <out:copy-of select="({sch:xpath(@select)}){' ! (if (. instance of attribute()) then string() else .)'[$late]}">
      <xsl:copy-of select="sch:place(.)"/>
    </out:copy-of>
  </xsl:template>

  <!-- Markup of others: what it says. -->
  <xsl:template match="*" mode="text" priority="-1" as="element()*">
    <xsl:apply-templates mode="text"/>
  </xsl:template>

</xsl:stylesheet>
