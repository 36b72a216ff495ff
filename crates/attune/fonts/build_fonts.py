#!/usr/bin/env python3
"""Builds the static cuts beside this file from the variable fonts, latin and latin-ext merged.
Needs, in this folder:  pip install fonttools brotli;  npm install @fontsource-variable/newsreader @fontsource-variable/commissioner
Run:  python3 build_fonts.py   (writes Attune*.ttf here)"""
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from fontTools.merge import Merger
import os,tempfile
HERE=os.path.dirname(os.path.abspath(__file__))
B=os.path.join(HERE,'node_modules','@fontsource-variable','')
O=os.path.join(HERE,'')
def name(f,fam,sub):
    for r in list(f['name'].names):
        if r.nameID in (16,17,21,22,25): f['name'].removeNames(nameID=r.nameID)
    for nid,v in ((1,fam),(2,'Regular'),(3,fam+' 1.0'),(4,fam),(6,fam.replace(' ','')),):
        f['name'].setName(v,nid,3,1,0x409); f['name'].setName(v,nid,1,0,0)
def make(out,fam,lat,ext,**loc):
    fs=[]
    for p in (lat,ext):
        f=TTFont(B+p)
        axes={a.axisTag:(a.minValue,a.defaultValue,a.maxValue) for a in f['fvar'].axes}
        l={k:loc.get(k,axes[k][1]) for k in axes}
        f=instancer.instantiateVariableFont(f,l,inplace=False)
        f.flavor=None
        t=os.path.join(tempfile.mkdtemp(),'f.ttf'); f.save(t); fs.append(t)
    try:
        m=Merger().merge(fs); kind='merged'
    except Exception as e:
        m=TTFont(fs[0]); kind='latin only '+repr(e)[:80]
    name(m,fam,'')
    for t in ('prep','gasp'):      # a 7-byte hinting stub makes the rasteriser skip its auto-hinter: text comes out thin
        if t in m: del m[t]
    m.save(O+out)
    m=TTFont(O+out)
    feats=sorted({r.FeatureTag for r in m['GSUB'].table.FeatureList.FeatureRecord}) if 'GSUB' in m else []
    print(out,kind,len(m.getGlyphOrder()),os.path.getsize(O+out)//1024,'KiB',axes,feats,'kern' if 'GPOS' in m else 'nokern')
N='newsreader/files/newsreader-latin%s-opsz-%s.woff2'
C='commissioner/files/commissioner-latin%s-wght-normal.woff2'
def nw(out,fam,st,**l): make(out,fam,N%('',st),N%('-ext',st),**l)
nw('AttuneSerif-Text.ttf','Attune Serif Text','normal',opsz=18,wght=400)
nw('AttuneSerif-TextItalic.ttf','Attune Serif Text Italic','italic',opsz=18,wght=400)
nw('AttuneSerif-TextMedium.ttf','Attune Serif Text Medium','normal',opsz=18,wght=560)
nw('AttuneSerif-Display.ttf','Attune Serif Display','normal',opsz=72,wght=380)
nw('AttuneSerif-DisplayItalic.ttf','Attune Serif Display Italic','italic',opsz=72,wght=360)
for w,n in ((400,'Regular'),(500,'Medium')):
    make('AttuneSans-%s.ttf'%n,'Attune Sans '+n,C%'',C%'-ext',wght=w)

def editor(cut, out, fam):
    """A text cut without its ligatures: a caret can't stand inside one, and the recovery key
    is read letter by letter. Only the lookups of `liga` go; accents still join."""
    f = TTFont(O + cut)
    table = f['GSUB'].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag in ('liga', 'clig', 'dlig'):
            record.Feature.LookupListIndex = []
            record.Feature.LookupCount = 0
    name(f, fam, '')
    f.save(O + out)


for n, m in (('', ''), ('Medium', ' Medium'), ('Italic', ' Italic')):
    editor('AttuneSerif-Text%s.ttf' % n, 'AttuneSerif-Editor%s.ttf' % n, 'Attune Serif Editor' + m)
