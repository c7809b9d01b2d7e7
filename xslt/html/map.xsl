<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the places on a map of several sheets, and the same in a table.
     Input: site:page[@name = 'map'] in the corpus; entries of places with location/geo (latitude, longitude) and mentions; sheets.xml, which
     says how each sheet is projected; site:coastline[@sheet, @d], the land of a sheet, where the build has added it.
     Output: the page's main. Names take the first free room around their sign: those of towns first, and
     among them those of much-named places. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:atlas="urn:edition:atlas"
    xmlns:html="urn:edition:html"
    xmlns:label="urn:edition:label"
    xmlns:link="urn:edition:link"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:math="http://www.w3.org/2005/xpath-functions/math"
    xmlns:page="urn:edition:page"
    xmlns:site="urn:edition:site"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="sheet" on-no-match="fail"/>
  <xsl:mode name="place-row" on-no-match="fail"/>

  <xsl:variable name="atlas:sheets" as="element()*" select="doc('sheets.xml')/Q{}sheets/Q{}sheet"/>

  <!-- The height of a name with room to touch it, and the width of one of its letters, in px. -->
  <xsl:variable name="atlas:line" as="xs:double" select="24"/>
  <xsl:variable name="atlas:letter" as="xs:double" select="7.6"/>

  <xsl:template match="site:page[@name = 'map']" mode="style" as="element()*">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:next-match/>
    <link rel="stylesheet" href="{page:assets(., $lang)}map.css"/>
  </xsl:template>

  <xsl:template match="site:page[@name = 'map']" mode="main" as="element()+">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:variable name="named" as="element(place)*" select="/teiCorpus/TEI/standOff/listPlace/place[note[@type = 'mentions']]"/>
    <xsl:variable name="placed" as="element(place)*">
      <xsl:perform-sort select="$named[exists(atlas:point(.))]">
        <xsl:sort select="-atlas:mentions(.)"/>
        <xsl:sort select="string(@xml:id)"/>
      </xsl:perform-sort>
    </xsl:variable>
    <xsl:variable name="corpus" as="element()" select="/teiCorpus"/>
    <header class="heading">
      <h1><xsl:value-of select="label:of('page.map', $lang)"/></h1>
      <p class="sub"><xsl:value-of select="label:of('map.lead', $lang)"/></p>
    </header>
    <xsl:apply-templates select="$atlas:sheets" mode="sheet">
      <xsl:with-param name="places" select="$placed"/>
      <xsl:with-param name="corpus" select="$corpus"/>
    </xsl:apply-templates>
    <p class="legend"><xsl:value-of select="string-join(('map.settlements', 'map.areas') ! label:of(., $lang), '; ') || '. ' || label:of('map.credit', $lang)"/></p>
    <section class="all">
      <h2 id="all"><xsl:value-of select="label:of('map.table', $lang)"/></h2>
      <div class="scroll" role="region" tabindex="0" aria-labelledby="all">
        <table>
          <thead>
            <tr>
              <xsl:for-each select="'map.place', 'map.coordinates', 'mentions', 'texts'"><th scope="col"><xsl:value-of select="label:of(., $lang)"/></th></xsl:for-each>
            </tr>
          </thead>
          <tbody><xsl:apply-templates select="$placed" mode="place-row"/></tbody>
        </table>
      </div>
      <xsl:variable name="nowhere" as="element(place)*" select="$named except $placed"/>
      <xsl:if test="exists($nowhere)">
        <xsl:variable name="words" as="xs:string*" select="tokenize(label:of('map.nowhere', $lang, '|'), '\|')"/>
        <p class="nowhere">
          <xsl:value-of select="$words[1]"/>
          <xsl:for-each select="$nowhere">
            <a href="{@xml:id}.html"><xsl:value-of select="label:name(., $lang)"/></a>
            <xsl:value-of select="if (position() lt last()) then ', ' else $words[2] || '.'"/>
          </xsl:for-each>
        </p>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- Places -->

  <!-- Latitude and longitude; nothing where the register has no point, or one that cannot be read. -->
  <xsl:function name="atlas:point" as="xs:double*">
    <xsl:param name="place" as="element(place)"/>
    <xsl:variable name="numbers" as="xs:string*" select="tokenize($place/location[1]/geo[1], '[\s,]+')[. ne '']"/>
    <xsl:sequence select="if (count($numbers) = 2 and (every $number in $numbers satisfies $number castable as xs:double)) then $numbers ! xs:double(.) else ()"/>
  </xsl:function>

  <xsl:function name="atlas:mentions" as="xs:integer">
    <xsl:param name="place" as="element(place)"/>
    <xsl:sequence select="count($place/note[@type = 'mentions']/ref)"/>
  </xsl:function>

  <xsl:function name="atlas:radius" as="xs:double">
    <xsl:param name="place" as="element(place)"/>
    <xsl:sequence select="round(2.5 + 1.7 * math:sqrt(atlas:mentions($place)), 1)"/>
  </xsl:function>

  <!-- The first sheet whose bounds hold a point. -->
  <xsl:function name="atlas:sheet" as="element()?">
    <xsl:param name="place" as="element(place)"/>
    <xsl:variable name="point" as="xs:double*" select="atlas:point($place)"/>
    <xsl:sequence select="$atlas:sheets[$point[1] ge number(@south) and $point[1] le number(@north) and $point[2] ge number(@west) and $point[2] le number(@east)][1]"/>
  </xsl:function>

  <!-- Where a point is on a sheet; sheets.xml explains it. -->
  <xsl:function name="atlas:projected" as="xs:double+">
    <xsl:param name="sheet" as="element()"/>
    <xsl:param name="point" as="xs:double+"/>
    <xsl:variable name="radius" as="xs:double" select="$sheet/@scale * ($sheet/@apex - $point[1])"/>
    <xsl:variable name="angle" as="xs:double" select="$sheet/@cone * ($point[2] - $sheet/@meridian) * math:pi() div 180"/>
    <xsl:sequence select="round($sheet/@x + $radius * math:sin($angle), 1), round($sheet/@y + $radius * math:cos($angle), 1)"/>
  </xsl:function>

  <!-- Signs and names -->

  <!-- Each place with its sign (x, y, r): towns whose signs would hide each other are moved apart, away from the one that is there. -->
  <xsl:function name="atlas:signs" as="map(*)*">
    <xsl:param name="sheet" as="element()"/>
    <xsl:param name="places" as="element(place)*"/>
    <xsl:sequence select="fold-left($places, (), function($done, $place) {
      let $at := atlas:projected($sheet, atlas:point($place)), $r := atlas:radius($place),
          $near := $done[?town and $place/@type = 'settlement'][math:sqrt((?x - $at[1]) * (?x - $at[1]) + (?y - $at[2]) * (?y - $at[2])) lt ?r + $r][1],
          $angle := if (exists($near)) then math:atan2($at[2] - $near?y, $at[1] - $near?x) else 0,
          $away := if (exists($near)) then $near?r + $r + 1 else 0
      return ($done, map{'place': $place, 'r': $r, 'town': $place/@type = 'settlement',
        'x': if (exists($near)) then round($near?x + $away * math:cos($angle), 1) else $at[1],
        'y': if (exists($near)) then round($near?y + $away * math:sin($angle), 1) else $at[2]})})"/>
  </xsl:function>

  <!-- Where the name of each sign stands: the middle of a box. First beside, above and below, then farther and farther off;
       towns before areas, whose names need not stand so near. -->
  <xsl:function name="atlas:names" as="map(*)*">
    <xsl:param name="sheet" as="element()"/>
    <xsl:param name="signs" as="map(*)*"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="marks" as="map(*)*" select="$signs ! map{'x': ?x, 'y': ?y, 'w': 2 * ?r, 'h': 2 * ?r}"/>
    <xsl:sequence select="fold-left(($signs[?town], $signs[not(?town)]), (), function($done, $sign) {
      let $words := label:name($sign?place, $lang), $w := $atlas:letter * string-length($words) + 8,
          $own := map{'x': $sign?x, 'y': $sign?y},
          $others := ($marks[not(?x = $sign?x and ?y = $sign?y)], $done),
          $tries := (for $far in (0, 12, 26, 42, 60, 80, 110), $way in ([1, 0], [0, -1], [0, 1], [-1, 0], [1, -1], [1, 1], [-1, -1], [-1, 1], [0.5, -1], [-0.5, -1], [0.5, 1], [-0.5, 1]) return
            map{'x': $sign?x + $way(1) * ($w div 2 + (if ($way(2) = 0 or $far gt 0) then $sign?r else 0) + $far * 0.8),
                'y': $sign?y + $way(2) * ($atlas:line div 2 + $sign?r - 3 + $far),
                'w': $w, 'h': $atlas:line, 'far': $far, 'side': xs:integer($way(1) * (if ($way(1) = (1, -1)) then 1 else 0))}),
          $free := $tries[atlas:inside(., $sheet)][every $other in $others satisfies not(atlas:meets(., $other))][1]
      return ($done, map:merge((($free, $tries[1])[1], map{'words': $words, 'sign': $sign})))})"/>
  </xsl:function>

  <xsl:function name="atlas:inside" as="xs:boolean">
    <xsl:param name="box" as="map(*)"/>
    <xsl:param name="sheet" as="element()"/>
    <xsl:sequence select="$box?x - $box?w div 2 ge 4 and $box?x + $box?w div 2 le $sheet/@width - 4 and $box?y - $box?h div 2 ge 4 and $box?y + $box?h div 2 le $sheet/@height - 4"/>
  </xsl:function>

  <xsl:function name="atlas:meets" as="xs:boolean">
    <xsl:param name="one" as="map(*)"/>
    <xsl:param name="other" as="map(*)"/>
    <xsl:sequence select="abs($one?x - $other?x) * 2 lt $one?w + $other?w and abs($one?y - $other?y) * 2 lt $one?h + $other?h"/>
  </xsl:function>

  <!-- One sheet; none without a place on it. -->
  <xsl:template match="Q{}sheet" mode="sheet" as="element()?">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <xsl:param name="places" as="element(place)*"/>
    <xsl:param name="corpus" as="element()"/>
    <xsl:variable name="here" as="element(place)*" select="$places[atlas:sheet(.) is current()]"/>
    <xsl:variable name="names" as="map(*)*" select="atlas:names(., atlas:signs(., $here), $lang)"/>
    <xsl:variable name="land" as="xs:string?" select="$corpus/site:coastline[@sheet = current()/@name]/@d"/>
    <xsl:if test="exists($here)">
      <figure class="sheet" aria-labelledby="{@name}-title">
        <div class="scroll" role="region" tabindex="0" aria-labelledby="{@name}-title">
          <svg xmlns="http://www.w3.org/2000/svg" role="group" aria-labelledby="{@name}-title" aria-describedby="{@name}-desc" viewBox="0 0 {@width} {@height}" width="{@width}" height="{@height}">
            <title id="{@name}-title"><xsl:value-of select="label:of('map.sheet.' || @name, $lang)"/></title>
            <desc id="{@name}-desc"><xsl:value-of select="label:of('map.sheet.desc', $lang, string-join($here ! label:name(., $lang), ', '))"/></desc>
            <xsl:if test="$land">
              <defs><path id="{@name}-land" d="{$land}"/></defs>
              <use class="coast" href="#{@name}-land"/>
              <use class="land" href="#{@name}-land"/>
            </xsl:if>
            <xsl:for-each select="$names[?far gt 0]"><path class="leader" d="M{?sign?x} {?sign?y}L{round(?x, 1)} {round(?y, 1)}"/></xsl:for-each>
            <xsl:for-each select="$names">
              <a href="{?sign?place/@xml:id}.html" class="{if (?sign?town) then 'town' else 'area'}" data-place="{?sign?place/@xml:id}">
                <rect x="{round(?x - ?w div 2, 1)}" y="{round(?y - ?h div 2, 1)}" width="{round(?w, 1)}" height="{?h}"/>
                <circle cx="{?sign?x}" cy="{?sign?y}" r="{?sign?r}"/>
                <text class="{('end', 'middle', 'start')[current()?side + 2]}" x="{round(?x - ?side * (?w div 2 - 4), 1)}" y="{round(?y + 5, 1)}"><xsl:value-of select="?words"/></text>
              </a>
            </xsl:for-each>
          </svg>
        </div>
        <figcaption><xsl:value-of select="label:of('map.sheet.' || @name, $lang)"/></figcaption>
      </figure>
    </xsl:if>
  </xsl:template>

  <!-- The table -->

  <xsl:template match="place" mode="place-row" as="element()">
    <xsl:param name="lang" as="xs:string" select="'en'" tunnel="yes"/>
    <tr data-place="{@xml:id}">
      <th scope="row"><a href="{@xml:id}.html"><xsl:value-of select="label:name(., $lang)"/></a></th>
      <td><xsl:value-of select="string-join(atlas:point(.) ! format-number(., '0.00'), ', ')"/></td>
      <td><xsl:value-of select="atlas:mentions(.)"/></td>
      <td><xsl:value-of select="string-join(distinct-values(note[@type = 'mentions']/ref/key('link:id', @target)/ancestor::TEI ! page:title(., $lang)), ', ')"/></td>
    </tr>
  </xsl:template>

</xsl:stylesheet>
