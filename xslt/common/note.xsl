<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: what one note is: a `note`, or a `noteGrp` that gives the same note in several languages.
     Input: elements of a text. Output: notes, each counted once; the members of a note. Which of them is read, language:chosen says. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:note="urn:edition:note"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The notes within elements, in order. -->
  <xsl:function name="note:within" as="element()*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:sequence select="$elements//(note | noteGrp)[not(parent::noteGrp)]"/>
  </xsl:function>

  <!-- What a note is made of: itself, or the notes of the group, but not those in their words. -->
  <xsl:function name="note:members" as="element(note)*">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="$note/descendant-or-self::note[not(ancestor::note intersect $note/descendant-or-self::note)]"/>
  </xsl:function>

</xsl:stylesheet>
