<?xml version="1.0" encoding="UTF-8"?>
<!--
  Purpose: compile ISO Schematron with the query binding xslt3 to an XSLT 3.0 stylesheet.
  Input:   a schema of ns, let, pattern, rule, assert, report, name and value-of; anything else stops the compilation.
  Output:  a stylesheet that reads a document and gives SVRL.
  Steps:   1. A let of the schema becomes a global variable.
           2. A pattern becomes a mode that goes through the whole document; its lets are evaluated at the root
              and handed down as tunnel parameters.
           3. A rule becomes a template of that mode. Of several that match a node the first wins, by priority.
           4. An assert or report becomes a test inside the template.
-->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:out="http://www.w3.org/1999/XSL/TransformAlias"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    exclude-result-prefixes="sch">

  <xsl:output method="xml" indent="yes" suppress-indentation="svrl:text"/>
  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <!-- default: the parts of the schema; call: how a pattern is started; down: the lets a rule is handed; statement, text: messages;
       known: nothing, or the refusal of what is not known. -->
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="call" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="down" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="statement" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="text" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="known" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="//*, //@*" mode="known"/>
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <xsl:template match="sch:schema" as="element()">
    <out:stylesheet version="3.0" expand-text="no">
      <xsl:for-each select="sch:ns">
        <xsl:namespace name="{@prefix}" select="string(@uri)"/>
      </xsl:for-each>
      <out:output method="xml" indent="yes" suppress-indentation="svrl:text"/>
      <xsl:apply-templates select="sch:let"/>
      <!-- A place is the number of its element in document order: counted once, where a path is searched for again and again. -->
      <out:mode use-accumulators="element" on-no-match="fail"/>
      <out:accumulator name="element" as="xs:integer" initial-value="0">
        <out:accumulator-rule match="*" select="$value + 1"/>
      </out:accumulator>
      <out:template match="/" as="element()">
        <svrl:schematron-output>
          <xsl:apply-templates select="sch:pattern" mode="call"/>
        </svrl:schematron-output>
      </out:template>
      <xsl:apply-templates select="sch:pattern"/>
    </out:stylesheet>
  </xsl:template>

  <xsl:template match="sch:let" as="element()">
    <out:variable name="{@name}" select="{@value}"/>
  </xsl:template>

  <!-- Patterns -->

  <xsl:template match="sch:pattern" mode="call" as="element()+">
    <svrl:active-pattern>
      <xsl:copy-of select="@id"/>
    </svrl:active-pattern>
    <out:apply-templates select="/" mode="{sch:mode(.)}">
      <xsl:apply-templates select="sch:let" mode="call"/>
    </out:apply-templates>
  </xsl:template>

  <xsl:template match="sch:let" mode="call" as="element()">
    <out:with-param name="{@name}" select="{@value}" tunnel="yes"/>
  </xsl:template>

  <xsl:template match="sch:pattern" as="element()+">
    <out:mode name="{sch:mode(.)}" on-no-match="shallow-skip" on-multiple-match="use-last"/>
    <xsl:apply-templates select="sch:rule"/>
  </xsl:template>

  <!-- Rules -->

  <xsl:template match="sch:rule" as="element()">
    <out:template match="{@context}" mode="{sch:mode(..)}" priority="{count(following-sibling::sch:rule) + 1}" as="element()*">
      <xsl:apply-templates select="../sch:let" mode="down"/>
      <xsl:apply-templates select="sch:let"/>
      <svrl:fired-rule context="{sch:literal(@context)}">
        <xsl:copy-of select="@id"/>
      </svrl:fired-rule>
      <xsl:apply-templates select="sch:assert, sch:report"/>
      <out:apply-templates select="@*, node()" mode="#current"/>
    </out:template>
  </xsl:template>

  <xsl:template match="sch:let" mode="down" as="element()">
    <out:param name="{@name}" tunnel="yes" required="yes"/>
  </xsl:template>

  <xsl:template match="sch:assert" as="element()">
    <out:if test="not({@test})">
      <svrl:failed-assert location="(//*)[{{ancestor-or-self::*[1]/accumulator-before('element')}}]" test="{sch:literal(@test)}">
        <xsl:apply-templates select="." mode="statement"/>
      </svrl:failed-assert>
    </out:if>
  </xsl:template>

  <xsl:template match="sch:report" as="element()">
    <out:if test="{@test}">
      <svrl:successful-report location="(//*)[{{ancestor-or-self::*[1]/accumulator-before('element')}}]" test="{sch:literal(@test)}">
        <xsl:apply-templates select="." mode="statement"/>
      </svrl:successful-report>
    </out:if>
  </xsl:template>

  <!-- Messages -->

  <xsl:template match="sch:assert | sch:report" mode="statement" as="node()+">
    <xsl:copy-of select="@id, @role"/>
    <svrl:text>
      <xsl:apply-templates mode="text"/>
    </svrl:text>
  </xsl:template>

  <xsl:template match="text()" mode="text" as="element()">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="text" as="element()">
    <out:value-of select="{@select}"/>
  </xsl:template>

  <xsl:template match="sch:name" mode="text" as="element()">
    <out:value-of select="name({@path})"/>
  </xsl:template>

  <!-- What is known; the rest is refused -->

  <xsl:template mode="known" as="empty-sequence()"
      match="sch:schema | sch:ns | sch:let | sch:pattern | sch:rule | sch:assert | sch:report | sch:value-of | sch:name
           | sch:schema/@queryBinding[. eq 'xslt3'] | sch:ns/(@prefix | @uri) | sch:let/(@name | @value)
           | sch:pattern/@id | sch:rule/(@id | @context) | (sch:assert | sch:report)/(@id | @role | @test)
           | sch:value-of/@select | sch:name/@path"/>

  <xsl:template match="node() | @*" mode="known" priority="-1" as="empty-sequence()">
    <xsl:sequence select="error(xs:QName('sch:unsupported'), 'Schematron not supported here: ' || path() || ' (' || name() || ')')"/>
  </xsl:template>

  <!-- Small tools -->

  <!-- The mode of a pattern: by position, as its id may be absent. -->
  <xsl:function name="sch:mode" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="'pattern-' || count($pattern/preceding-sibling::sch:pattern) + 1"/>
  </xsl:function>

  <!-- Text for an attribute value template that is to mean itself. -->
  <xsl:function name="sch:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '[{}]', '$0$0')"/>
  </xsl:function>

</xsl:stylesheet>
