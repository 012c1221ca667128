# Makes Hanja-Regular.ttf.gz: of Noto Sans CJK KR the Hanja of KS X 1001, and those of its
# marks that Pretendard lacks, with quadratic outlines, as the writer of PDF needs them.
#
#     python3 hanja.py Pretendard-Regular.ttf.gz NotoSansCJK-Regular.ttc
import gzip, io, sys
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

have = TTFont(io.BytesIO(gzip.open(sys.argv[1]).read())).getBestCmap()
noto = next(f for f in TTCollection(sys.argv[2]).fonts if f["name"].getDebugName(1) == "Noto Sans CJK KR")
cmap, glyphs = noto.getBestCmap(), noto.getGlyphSet()
chars = set()
for a in range(0xA1, 0xFF):
    for b in range(0xA1, 0xFF):
        try: chars.add(ord(bytes([a, b]).decode("euc_kr")))
        except UnicodeDecodeError: pass
chars |= {0x25C9, 0x25D0}
chars = sorted(c for c in chars if c in cmap and c not in have)
order, outlines, metrics, used = [".notdef"], {}, {}, {}
def add(name):
    pen = TTGlyphPen(None)
    glyphs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
    outlines[name] = pen.glyph()
    metrics[name] = (round(glyphs[name].width), 0)
add(".notdef")
for c in chars:
    if cmap[c] not in outlines:
        order.append(cmap[c]); add(cmap[c])
fb = FontBuilder(1000, isTTF=True)
fb.setupGlyphOrder(order)
fb.setupCharacterMap({c: cmap[c] for c in chars})
fb.setupGlyf(outlines)
for n in order:
    g = fb.font["glyf"][n]
    metrics[n] = (metrics[n][0], getattr(g, "xMin", 0) if g.numberOfContours else 0)
fb.setupHorizontalMetrics(metrics)
fb.setupHorizontalHeader(ascent=noto["hhea"].ascent, descent=noto["hhea"].descent)
fb.setupOS2(sTypoAscender=noto["OS/2"].sTypoAscender, sTypoDescender=noto["OS/2"].sTypoDescender, usWinAscent=noto["OS/2"].usWinAscent, usWinDescent=noto["OS/2"].usWinDescent, sCapHeight=733)
fb.setupNameTable({"familyName": "Parley Hanja", "styleName": "Regular", "copyright": noto["name"].getDebugName(0), "licenseDescription": noto["name"].getDebugName(13), "licenseInfoURL": "https://scripts.sil.org/OFL"})
fb.setupPost(keepGlyphNames=False)
fb.font["head"].created = fb.font["head"].modified = noto["head"].modified
fb.font.recalcTimestamp = False
out = io.BytesIO(); fb.save(out)
with gzip.GzipFile("Hanja-Regular.ttf.gz", "wb", 9, mtime=0) as f: f.write(out.getvalue())
