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

  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>
  <xsl:param name="base" as="xs:string" select="''"/>
  <xsl:param name="careful" as="xs:string" select="'no'"/>

  <!-- Indented, so that each instruction begins a line of its own: by lines the engine's errors are traced to their places. -->
  <xsl:output method="xml" indent="yes" suppress-indentation="xsl:text"/>
  <!-- Of prefixes only xsl and svrl stand in the stylesheet made: the schema may declare any other. -->
  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="#default"/>

  <!-- default: the parts of the schema; body: what a rule says of its context; text: messages; verbatim: what a let holds. -->
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="body" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="text" on-no-match="fail" on-multiple-match="fail"/>
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

  <!-- Patterns and rules -->

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

  <!-- Small tools -->

  <!-- The mode of a pattern: by position, as its id may be absent; in our namespace, as templates of the schema have modes, too. -->
  <xsl:function name="sch:mode" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="'Q{urn:x-edition:schematron}pattern-' || count($pattern/preceding-sibling::sch:pattern) + 1"/>
  </xsl:function>

  <!-- An expression of the schema; a variable whose name is taken elsewhere is written with the number of its pattern. -->
  <xsl:function name="sch:xpath" as="xs:string">
    <xsl:param name="expression" as="attribute()"/>
    <xsl:sequence select="sch:renamed($expression, $expression/..)"/>
  </xsl:function>

  <xsl:function name="sch:renamed" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="where" as="element()"/>
    <xsl:variable name="pattern" as="element(sch:pattern)?" select="$where/ancestor::sch:pattern"/>
    <xsl:variable name="clashing" as="element(sch:let)*" select="$pattern/sch:let[count(key('global', @name)) gt 1]"/>
    <xsl:sequence
        select="if (empty($clashing)) then $expression
                else sch:replaced($expression, map:merge($clashing ! map { string(@name): '$' || @name || '·' || replace(sch:mode($pattern), '.*-', '') }), true())"/>
  </xsl:function>

  <xsl:key name="global" match="sch:schema/sch:let | sch:pattern/sch:let | sch:schema/xsl:variable | sch:schema/xsl:param" use="@name"/>

  <!-- XPath 1.0 as it was: for the bindings that promise it, and for none, which means xslt. -->
  <xsl:function name="sch:binding" as="attribute()?">
    <xsl:param name="where" as="element()"/>
    <xsl:if test="sch:tree($where) or empty($where/ancestor::sch:schema/@queryBinding)">
      <xsl:attribute name="version" select="'1.0'"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="sch:tree" as="xs:boolean">
    <xsl:param name="where" as="element()"/>
    <xsl:sequence select="lower-case($where/ancestor::sch:schema/@queryBinding) = ('xslt', 'xslt1', 'xpath')"/>
  </xsl:function>

  <!-- The prefixes of the schema that an included part was taken from: "prefix=uri" each. -->
  <xsl:function name="sch:namespaces" as="node()*">
    <xsl:param name="where" as="element()"/>
    <xsl:for-each select="tokenize($where/@at:prefixes)">
      <xsl:namespace name="{substring-before(., '=')}" select="substring-after(., '=')"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="sch:place" as="attribute()?">
    <xsl:param name="where" as="element()"/>
    <xsl:sequence select="$where/@at:place[$careful eq 'yes']"/>
  </xsl:function>

  <!-- Text for an attribute value template that is to mean itself. -->
  <xsl:function name="sch:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '[{}]', '$0$0')"/>
  </xsl:function>

  <xsl:function name="sch:literally" as="attribute()">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:attribute name="{name($attribute)}" select="sch:literal($attribute)"/>
  </xsl:function>

</xsl:stylesheet>
