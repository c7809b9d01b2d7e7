<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: dates: what is dated, in which order, how exactly, and in which words. Input: a corpus; date, event and whatever else bears the
     attributes of TEI's att.datable.w3c; a day, month or year (ISO 8601). Output: elements, days, strings in a language of the interface. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:time="urn:edition:time"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="label.xsl"/>

  <!-- The dates of the texts, in the source reading. -->
  <xsl:function name="time:dates" as="element(date)*">
    <xsl:param name="corpus" as="element(teiCorpus)"/>
    <xsl:sequence select="$corpus/TEI/text//date[ancestor::s][time:is(.)][not(ancestor::corr | ancestor::reg | ancestor::expan | ancestor::supplied | ancestor::note)]"/>
  </xsl:function>

  <xsl:function name="time:events" as="element(event)*">
    <xsl:param name="corpus" as="element(teiCorpus)"/>
    <xsl:sequence select="$corpus/TEI/standOff/listEvent/event[time:is(.)]"/>
  </xsl:function>

  <xsl:function name="time:is" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(@when, @from, @notBefore, @to, @notAfter)[matches(., '^\d{4}(-\d\d){0,2}$')])"/>
  </xsl:function>

  <xsl:function name="time:year" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="year-from-date(time:start($element))"/>
  </xsl:function>

  <!-- The first and the last day that a date may mean. -->
  <xsl:function name="time:start" as="xs:date">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="time:day($element/(@when, @from, @notBefore, @to, @notAfter)[1])"/>
  </xsl:function>

  <xsl:function name="time:end" as="xs:date">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="value" as="xs:string" select="$element/(@when, @to, @notAfter, @from, @notBefore)[1]"/>
    <xsl:variable name="first" as="xs:date" select="time:day($value)"/>
    <xsl:sequence select="
      if (string-length($value) = 4) then $first + xs:yearMonthDuration('P1Y') - xs:dayTimeDuration('P1D')
      else if (string-length($value) = 7) then $first + xs:yearMonthDuration('P1M') - xs:dayTimeDuration('P1D')
      else $first"/>
  </xsl:function>

  <xsl:function name="time:day" as="xs:date">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="xs:date($value || substring('-01-01', string-length($value) - 3))"/>
  </xsl:function>

  <!-- In order of time; what is less exact before what is more exact, texts before the register. -->
  <xsl:function name="time:sorted" as="element()*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:perform-sort select="$elements">
      <xsl:sort select="time:start(.)"/>
      <xsl:sort select="time:end(.)" order="descending"/>
      <xsl:sort select="exists(self::event)"/>
    </xsl:perform-sort>
  </xsl:function>

  <!-- day, month, year: a moment as exact as that; season: one of the four; between: a moment within bounds; span: all the time. -->
  <xsl:function name="time:precision" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/@when) then map{4: 'year', 7: 'month', 10: 'day'}(string-length($element/@when))
      else if ($element/(@from, @to)) then 'span'
      else if (exists(time:season($element))) then 'season'
      else 'between'"/>
  </xsl:function>

  <!-- The number of the season whose months are the bounds, winter first; nothing where they are no season. -->
  <xsl:function name="time:season" as="xs:integer?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="bounds" as="xs:string" select="replace($element/@notBefore || '/' || $element/@notAfter, '(\d{4})-(\d\d)/\1-(\d\d)', '$2-$3')"/>
    <xsl:sequence select="index-of(('03-05', '06-08', '09-11'), $bounds) ! (. + 1)"/>
  </xsl:function>

  <!-- A date in words of the interface. -->
  <xsl:function name="time:words" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="
      if ($element/@when) then time:said($element/@when, $lang)
      else if (exists(time:season($element))) then tokenize(label:of('date.seasons', $lang))[time:season($element)] || ' ' || time:year($element)
      else time:span($element/(@from, @notBefore)[1], $element/(@to, @notAfter)[1], $lang)"/>
  </xsl:function>

  <!-- 16 April 1922; April 1922; 1922. What is no such date stands for itself. -->
  <xsl:function name="time:said" as="xs:string">
    <xsl:param name="date" as="xs:string"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($date, '-')"/>
    <xsl:variable name="names" as="xs:string*" select="tokenize(label:of(if (exists($parts[3])) then 'date.months' else 'date.alone', $lang))"/>
    <xsl:sequence select="
      if (matches($date, '^\d{4}-(0[1-9]|1[0-2])(-\d\d)?$')) then string-join(($parts[3] ! string(xs:integer(.)), $names[xs:integer($parts[2])], $parts[1]), ' ')
      else $date"/>
  </xsl:function>

  <!-- From one day to another: what both share is said once. An open end is said in words. -->
  <xsl:function name="time:span" as="xs:string?">
    <xsl:param name="from" as="xs:string?"/>
    <xsl:param name="to" as="xs:string?"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="first" as="xs:string?" select="$from ! time:said(., $lang)"/>
    <xsl:variable name="last" as="xs:string?" select="$to ! time:said(., $lang)"/>
    <xsl:sequence select="
      if (empty($to)) then $first ! label:of('date.since', $lang, .)
      else if (empty($from)) then label:of('date.until', $lang, $last)
      else if ($first = $last) then $first
      else if (matches($from || $to, '^\d{4}\d{4}$')) then $from || '–' || $to
      else if (substring($from, 1, 7) = substring($to, 1, 7)) then tokenize($first)[1] || '–' || $last
      else if (substring($from, 1, 4) = substring($to, 1, 4)) then replace($first, ' \d{4}$', '') || ' – ' || $last
      else $first || ' – ' || $last"/>
  </xsl:function>

</xsl:stylesheet>
