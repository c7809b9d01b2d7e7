<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: how words looked, as far as a page can show it without harm: @rend by the keywords that editors use, @rendition by what the
     header declares, @style as it is (TEI Guidelines, 1.3.1.1.3 and 2.3.4). Input: TEI. Output: the same, with @display:style, which has only
     declarations of CSS that are listed here, each with a value of its kind: nothing is fetched, no word is hidden. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:display="urn:edition:display"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs">

  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:key name="rendition" match="rendition[@xml:id]" use="'#' || @xml:id"/>

  <xsl:variable name="display:keywords" as="map(xs:string, xs:string)" select="map:merge((
      ('i', 'it', 'italic', 'italics', 'ital', 'italique', 'kursiv', 'slant') ! map{.: 'font-style:italic'},
      ('b', 'bold', 'bf', 'strong', 'fett', 'gras') ! map{.: 'font-weight:bold'},
      ('sup', 'super', 'superscript', 'exposant') ! map{.: 'vertical-align:super'},
      ('sub', 'subscript', 'indice') ! map{.: 'vertical-align:sub'},
      ('sc', 'smallcaps', 'small-caps', 'smallcap', 'smcap', 'kapitaelchen', 'petitescapitales') ! map{.: 'font-variant:small-caps'},
      ('u', 'underline', 'underlined', 'ul', 'underscore') ! map{.: 'text-decoration:underline'},
      ('strike', 'strikethrough', 'line-through', 'overstrike', 'struck') ! map{.: 'text-decoration:line-through'},
      ('spaced', 'spaced_out', 'gesperrt', 'letterspaced', 'g', 'expanded') ! map{.: 'letter-spacing:.12em'},
      ('c', 'center', 'centre', 'centered', 'centred') ! map{.: 'text-align:center'},
      ('right', 'flushright', 'alignright', 'et-right') ! map{.: 'text-align:end'},
      ('indent', 'indented', 'indent1') ! map{.: 'padding-inline-start:1.5em'}, map{'indent2': 'padding-inline-start:3em', 'indent3': 'padding-inline-start:4.5em', 'indent4': 'padding-inline-start:6em'},
      ('large', 'larger', 'big') ! map{.: 'font-size:1.15em'}, ('small', 'smaller') ! map{.: 'font-size:.9em'}))" xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>

  <xsl:variable name="display:declarations" as="xs:string" select="'^(' || string-join((
      'font-style:(italic|oblique|normal)', 'font-weight:(bold|bolder|normal|[1-9]00)', 'font-variant(-caps)?:(small-caps|all-small-caps|normal)',
      'text-decoration(-line)?:(underline|line-through|overline)', 'letter-spacing:\d*\.?\d+(em|px|pt)', 'vertical-align:(super|sub)',
      'text-align:(left|right|center|justify|start|end)', '(text-indent|padding-inline-start|margin-left|padding-left):\d?\d?\.?\d+(em|px|pt|ex|ch|rem|%)',
      'font-size:(\d?\.\d+|1)em|font-size:([5-9]\d|1\d\d)%|font-size:(small|large|larger|smaller)'), '|') || ')$'"/>

  <xsl:template match="(text | sourceDoc)//*[@rend or @rendition or @style]" as="element()">
    <xsl:variable name="declared" as="xs:string*" select="
      tokenize(lower-case(@rend), '[\s,;#.()]+') ! $display:keywords(.),
      tokenize(@rendition) ! (key('rendition', ., root(current()))[not(@scheme) or @scheme = 'css'] ! string(), $display:keywords(lower-case(replace(., '^.*[:#]', '')))) ! tokenize(., ';'),
      (@style, @rend[contains(., ':')]) ! tokenize(., ';')"/>
    <xsl:variable name="allowed" as="xs:string*" select="distinct-values($declared ! lower-case(replace(., '\s+', '')))[matches(., $display:declarations)]"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:if test="exists($allowed)"><xsl:attribute name="display:style" select="string-join($allowed, ';')"/></xsl:if>
      <xsl:apply-templates/>
    </xsl:copy>
  </xsl:template>

</xsl:stylesheet>
