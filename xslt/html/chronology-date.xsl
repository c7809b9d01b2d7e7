<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what the texts and the register of events date: which days a date may mean, how exact and how sure it is, and its words.
     Input: dates of texts, events of the register. Output: days, numbers, strings. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:label="urn:edition:label"
    xmlns:register="urn:edition:register"
    xmlns:time="urn:edition:time"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- What is dated -->

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

  <xsl:function name="time:within" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="time:year($element) = $time:first to $time:last"/>
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
      if ($element/@when) then register:day($element/@when, $lang)
      else if (exists(time:season($element))) then tokenize(label:of('date.seasons', $lang))[time:season($element)] || ' ' || time:year($element)
      else register:span($element/(@from, @notBefore)[1], $element/(@to, @notAfter)[1], $lang)"/>
  </xsl:function>

  <!-- A date without @cert is not in doubt (rule N8). -->
  <xsl:function name="time:certainty" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="label:of(($element/@cert ! ('cert.' || .), 'certainty.stated')[1], $lang)"/>
  </xsl:function>

  <xsl:function name="time:id" as="xs:string">
    <xsl:param name="date" as="element(date)"/>
    <xsl:variable name="sentence" as="element(s)" select="$date/ancestor::s[1]"/>
    <xsl:variable name="number" as="xs:integer" select="count(time:dates(root($date)/teiCorpus)[ancestor::s[1] is $sentence][. &lt;&lt; $date]) + 1"/>
    <xsl:sequence select="string-join(('date', $sentence/@xml:id, $number[. gt 1] ! string()), '.')"/>
  </xsl:function>

</xsl:stylesheet>
