<?xml version="1.0" encoding="UTF-8"?>
<!-- Purpose: the language of an element as the registry has it (BCP 47): the two-letter code where ISO 639-2 has another of three; nothing where
     no code says which language. Input: a code as editors write it. Output: a tag. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tongue="urn:edition:tongue"
    exclude-result-prefixes="#all">

  <!-- ISO 639-2 and what editors write for it, and ISO 639-1. -->
  <xsl:variable name="tongue:codes" as="map(xs:string, xs:string)" select="map:merge(tokenize('
      aar=aa abk=ab afr=af aka=ak amh=am ara=ar arg=an asm=as ava=av ave=ae aym=ay aze=az bak=ba bam=bm bel=be ben=bn bis=bi bod=bo bos=bs bre=br bul=bg
      cat=ca ces=cs cha=ch che=ce chu=cu chv=cv cor=kw cos=co cre=cr cym=cy dan=da deu=de div=dv dzo=dz ell=el eng=en epo=eo est=et eus=eu ewe=ee fao=fo
      fas=fa fij=fj fin=fi fra=fr fry=fy ful=ff gla=gd gle=ga glg=gl glv=gv grn=gn guj=gu hat=ht hau=ha hbs=sh heb=he her=hz hin=hi hmo=ho hrv=hr hun=hu
      hye=hy ibo=ig ido=io iii=ii iku=iu ile=ie ina=ia ind=id ipk=ik isl=is ita=it jav=jv jpn=ja kal=kl kan=kn kas=ks kat=ka kau=kr kaz=kk khm=km kik=ki
      kin=rw kir=ky kom=kv kon=kg kor=ko kua=kj kur=ku lao=lo lat=la lav=lv lim=li lin=ln lit=lt ltz=lb lub=lu lug=lg mah=mh mal=ml mar=mr mkd=mk mlg=mg
      mlt=mt mon=mn mri=mi msa=ms mya=my nau=na nav=nv nbl=nr nde=nd ndo=ng nep=ne nld=nl nno=nn nob=nb nor=no nya=ny oci=oc oji=oj ori=or orm=om oss=os
      pan=pa pli=pi pol=pl por=pt pus=ps que=qu roh=rm ron=ro run=rn rus=ru sag=sg san=sa sin=si slk=sk slv=sl sme=se smo=sm sna=sn snd=sd som=so sot=st
      spa=es sqi=sq srd=sc srp=sr ssw=ss sun=su swa=sw swe=sv tah=ty tam=ta tat=tt tel=te tgk=tg tgl=tl tha=th tir=ti ton=to tsn=tn tso=ts tuk=tk tur=tr
      twi=tw uig=ug ukr=uk urd=ur uzb=uz ven=ve vie=vi vol=vo wln=wa wol=wo xho=xh yid=yi yor=yo zha=za zho=zh zul=zu alb=sq arm=hy baq=eu bur=my chi=zh
      cze=cs dut=nl fre=fr geo=ka ger=de gre=el ice=is mac=mk mao=mi may=ms per=fa rum=ro slo=sk tib=bo wel=cy scr=hr scc=sr jw=jv iw=he in=id ji=yi mo=ro
      cz=cs gr=el jp=ja dk=da ua=uk') ! map{substring-before(., '='): substring-after(., '=')})"/>

  <!-- Language, script, region, and whatever is for private use. -->
  <xsl:variable name="tongue:shape" as="xs:string" select="'^([a-z]{2,3})(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-.*?)??(-x(-[a-z0-9]{1,8})+)?$'"/>

  <xsl:function name="tongue:tag" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="translate(normalize-space($code), '_', '-')"/>
    <xsl:variable name="first" as="xs:string" select="lower-case(replace($plain, '-.*$', ''))"/>
    <xsl:sequence select="if (matches($plain, $tongue:shape, 'i') and (string-length($first) = 3 or $first = $tongue:codes?*)) then replace($plain, $tongue:shape, ($tongue:codes($first), $first[string-length() = 3 or . = $tongue:codes?*])[1] || '$2$3$6', 'i') => replace('-UK$', '-GB') else ''"/>
  </xsl:function>

</xsl:stylesheet>
