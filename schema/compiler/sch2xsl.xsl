<?xml version="1.0" encoding="UTF-8"?>
<!--
  Purpose: compile ISO Schematron (ISO/IEC 19757-3) to an XSLT 3.0 stylesheet.
  Input:   a schema in one piece, each element with @at:place, as schematron_source.py gives it.
  Params:  phase; base, the URI that doc() in the rules is relative to; careful, whether what fails while it is evaluated
           is said where it fails, and instructions say where they come from: slower, so only done when the plain stylesheet has failed.
  Output:  a stylesheet that reads a document and gives SVRL; or at:refused with the faults of the schema.
  Steps:   1. What is unknown or at odds is refused (sch-known.xsl).
           2. Phases, abstract patterns, abstract rules, diagnostics and properties are written out (sch-expand.xsl).
           3. A let of the schema, phase or pattern becomes a global variable.
           4. A pattern becomes a mode that goes through the whole document.
           5. A rule becomes a template of that mode. Of several that match a node the first wins, by priority.
           6. An assert or report becomes a test inside the template.
-->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns="http://www.w3.org/1999/XSL/Transform"
    xmlns:at="urn:x-edition:schematron"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:out="http://www.w3.org/1999/XSL/TransformAlias"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    exclude-result-prefixes="#all">

  <xsl:include href="sch-known.xsl"/>
  <xsl:include href="sch-expand.xsl"/>
  <xsl:include href="sch-rule.xsl"/>
  <xsl:include href="sch-xpath.xsl"/>

  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>
  <xsl:param name="base" as="xs:string" select="''"/>
  <xsl:param name="careful" as="xs:string" select="'no'"/>

  <!-- Indented, so that each instruction begins a line of its own: by lines the engine's errors are traced to their places. -->
  <xsl:output method="xml" indent="yes" suppress-indentation="xsl:text"/>
  <!-- Of prefixes only xsl and svrl stand in the stylesheet made: the schema may declare any other. -->
  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="#default"/>

  <!-- default: the parts of the schema; verbatim: what a let holds. -->
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="verbatim" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="refused" as="element(at:fault)*">
      <xsl:apply-templates select="*" mode="known"/>
    </xsl:variable>
    <xsl:variable name="expanded" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="*[not($refused)]" mode="expand"/>
      </xsl:document>
    </xsl:variable>
    <xsl:variable name="twice" as="element(at:fault)*" select="$expanded//sch:let ! sch:twice(.)"/>
    <xsl:choose>
      <xsl:when test="exists(($refused, $twice))">
        <at:refused>
          <xsl:sequence select="$refused, $twice"/>
        </at:refused>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$expanded/*"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="sch:schema" as="element()">
    <out:stylesheet version="3.0" expand-text="no">
      <xsl:if test="$base">
        <xsl:attribute name="xml:base" select="$base"/>
      </xsl:if>
      <!-- Schemas are wont to use these without a declaration. -->
      <xsl:for-each select="('xs', 'xsd')[not(. = current()/sch:ns/@prefix)]">
        <xsl:namespace name="{.}" select="'http://www.w3.org/2001/XMLSchema'"/>
      </xsl:for-each>
      <xsl:for-each select="sch:ns">
        <xsl:namespace name="{@prefix}" select="string(@uri)"/>
      </xsl:for-each>
      <out:output method="xml" indent="yes" suppress-indentation="Q{{http://purl.oclc.org/dsdl/svrl}}text"/>
      <!-- A place is the number of its element in document order: counted once, where a path is searched for again and again. -->
      <out:mode use-accumulators="#all" on-no-match="fail"/>
      <out:accumulator name="Q{{urn:x-edition:schematron}}element" as="Q{{http://www.w3.org/2001/XMLSchema}}integer" initial-value="0">
        <out:accumulator-rule match="*" select="$value + 1"/>
      </out:accumulator>
      <xsl:call-template name="functions"/>
      <out:template match="/" as="element()">
        <out:try>
          <svrl:schematron-output phase="{sch:phase(.)}">
            <xsl:copy-of select="@schemaVersion ! sch:literally(.)"/>
            <xsl:for-each select="sch:ns">
              <svrl:ns-prefix-in-attribute-values prefix="{@prefix}" uri="{sch:literal(@uri)}"/>
            </xsl:for-each>
            <xsl:for-each select="sch:pattern">
              <svrl:active-pattern>
                <xsl:copy-of select="@id ! sch:literally(.)"/>
                <out:attribute name="documents" select="document-uri()"/>
              </svrl:active-pattern>
              <out:apply-templates select="/" mode="{sch:mode(.)}"/>
            </xsl:for-each>
          </svrl:schematron-output>
          <out:catch>
            <svrl:error location="/">
              <out:value-of select="$Q{{http://www.w3.org/2005/xqt-errors}}description"/>
            </svrl:error>
          </out:catch>
        </out:try>
      </out:template>
      <xsl:apply-templates select="xsl:*, sch:let, sch:pattern"/>
    </out:stylesheet>
  </xsl:template>

  <!-- What the stylesheet made calls: where a node stands, and the name of what a path leads to. -->
  <xsl:template name="functions" as="element()+">
    <out:function name="Q{{urn:x-edition:schematron}}location" as="Q{{http://www.w3.org/2001/XMLSchema}}string">
      <out:param name="nodes" as="item()*"/>
      <out:param name="context" as="node()"/>
      <out:variable name="element" as="element()?"
          select="($nodes[. instance of node()][root() is root($context)], $context)[1]/ancestor-or-self::*[1]"/>
      <out:sequence
          select="if ($element) then '(//*)[' || $element/accumulator-before('Q{{urn:x-edition:schematron}}element') || ']' else '/'"/>
    </out:function>
    <out:function name="Q{{urn:x-edition:schematron}}name" as="Q{{http://www.w3.org/2001/XMLSchema}}string*">
      <out:param name="items" as="item()*"/>
      <out:sequence select="$items ! (if (. instance of element() or . instance of processing-instruction()) then name() else string())"/>
    </out:function>
  </xsl:template>

  <xsl:template match="xsl:*" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@* except @at:place"/>
      <xsl:copy-of select="sch:place(.), node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sch:let" as="element()">
    <out:variable name="{sch:renamed('$' || @name, .) => substring(2)}">
      <xsl:copy-of select="sch:namespaces(.), sch:place(.), @as, sch:binding(.)"/>
      <xsl:choose>
        <xsl:when test="@value and (parent::sch:rule or $careful ne 'yes')">
          <xsl:attribute name="select" select="sch:xpath(@value)"/>
        </xsl:when>
        <!-- No rule can catch what fails in a global variable: it says where it stands. -->
        <xsl:when test="@value">
          <xsl:attribute name="as" select="(@as, 'item()*')[1]"/>
          <out:try select="{sch:xpath(@value)}">
            <xsl:copy-of select="sch:place(.)"/>
            <out:catch>
              <xsl:attribute name="select"
                  select="'error($Q{http://www.w3.org/2005/xqt-errors}code, ''the variable at ' || replace(@at:place, '''', '''''')
                          || ' cannot be evaluated: '' || $Q{http://www.w3.org/2005/xqt-errors}description)'"/>
            </out:catch>
          </out:try>
        </xsl:when>
        <xsl:otherwise>
          <!-- The bindings to XSLT 1 know trees, the others sequences. -->
          <xsl:if test="not(@as or sch:tree(.))">
            <xsl:attribute name="as" select="'node()*'"/>
          </xsl:if>
          <xsl:apply-templates mode="verbatim"/>
        </xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:template>

  <xsl:template match="*" mode="verbatim" as="element()">
    <out:element name="{name()}" namespace="{namespace-uri()}">
      <xsl:for-each select="@*">
        <out:attribute name="{name()}" namespace="{namespace-uri()}">
          <out:text>{.}</out:text>
        </out:attribute>
      </xsl:for-each>
      <xsl:apply-templates mode="verbatim"/>
    </out:element>
  </xsl:template>

  <xsl:template match="text()" mode="verbatim" as="element()?">
    <xsl:if test="normalize-space() or ancestor::*[@xml:space][1]/@xml:space = 'preserve'">
      <out:text>{.}</out:text>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
