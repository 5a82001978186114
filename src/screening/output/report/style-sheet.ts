/** The look of the report: narrow first, two columns where there is room, ink on paper. Signs and words carry what colours do. */
export const styleSheet = `
:root{--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--card:#f6f8fa;--strong:#0b5394;--plain:#7a9cc0;--faint:#b8bfc7;--track:#eaeef2;--warn:#8a3b00}
@media (prefers-color-scheme:dark){:root{--paper:#0f1419;--ink:#e6e9ed;--soft:#a3adb8;--line:#333c46;--card:#171d24;--strong:#6cb2f5;--plain:#4a739c;--faint:#5a646f;--track:#222a33;--warn:#f0a46a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
main{max-width:76rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.25rem;margin:2.25rem 0 .5rem;padding-bottom:.25rem;border-bottom:2px solid var(--line)}
h3{font-size:1.05rem;line-height:1.3;margin:0}
h4{font-size:.8rem;margin:0 0 .2rem;color:var(--soft);letter-spacing:.02em}
p{margin:.4rem 0}
.private{float:right;margin:0 0 .5rem 1rem;padding:.1rem .6rem;border:1px solid var(--warn);border-radius:1rem;color:var(--warn);font-size:.8rem}
.lead{font-size:1.1rem;max-width:60ch}
.note,.also,.ids,.who span{color:var(--soft)}
.note,.also{font-size:.9rem}
.ids,small,.source{color:var(--soft);font-size:.8rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.5rem;list-style:none;margin:1rem 0 0;padding:0}
.tiles li{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.5rem .75rem;font-size:.85rem;color:var(--soft)}
.tiles b{display:block;font-size:1.5rem;line-height:1.2;color:var(--ink);font-variant-numeric:tabular-nums}
.work{list-style:none;counter-reset:place;margin:0;padding:0;display:grid;gap:.75rem}
.work>li{counter-increment:place;background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.75rem}
.work>li h3::before{content:counter(place) ". ";color:var(--soft)}
.work>li.band{counter-increment:none;background:none;border:0;border-top:2px solid var(--warn);border-radius:0;color:var(--warn);font-size:.9rem;padding:.25rem 0 0}
.who{margin:.15rem 0 .4rem}
.chances{margin:.25rem 0;display:grid;gap:.15rem}
.chances>div{display:grid;grid-template-columns:8rem 1fr;gap:.5rem;align-items:center}
.chances dt{font-size:.85rem;color:var(--soft)}
.chances dd{margin:0;display:grid;grid-template-columns:1fr 3.5rem;gap:.5rem;align-items:center;font-variant-numeric:tabular-nums}
.evidence{display:grid;gap:.5rem;margin-top:.5rem}
.evidence ul{margin:0;padding-left:1.1rem;font-size:.9rem;line-height:1.4}
.evidence li+li{margin-top:.2rem}
.evidence h4 span{display:inline-block;width:1.1rem;height:1.1rem;line-height:1.05rem;text-align:center;border:1px solid currentColor;border-radius:50%;font-weight:400}
.bar{display:block;width:100%;height:.85rem}
.strong{fill:var(--strong)}.plain{fill:var(--plain)}.faint{fill:var(--faint)}.track{fill:var(--track)}
figure{margin:0 0 1.75rem;break-inside:avoid}
table{width:100%;border-collapse:collapse;font-size:.9rem}
caption{text-align:left;font-weight:600;padding-bottom:.35rem}
th,td{text-align:left;font-weight:400;padding:.2rem .4rem .2rem 0;vertical-align:middle}
thead th{color:var(--soft);font-size:.8rem}
tbody tr{border-top:1px solid var(--line)}
.bars th[scope=row]{width:46%}
.bars td:last-child,.bars thead th:last-child,.groups td,.groups thead th:not(:first-child){text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;padding-right:0}
.bars td:last-child{width:5.5rem}
.divider td{color:var(--warn);font-size:.8rem;text-align:left!important;white-space:normal!important;border-top:2px solid var(--warn)}
.groups td,.groups th{padding-left:.4rem}.groups th[scope=row]{padding-left:0}
.facts th{width:9rem;color:var(--soft);vertical-align:top}
.prose{padding-left:1.1rem;max-width:70ch}
@media (min-width:56rem){
main{padding:2rem}
.work article{display:grid;grid-template-columns:19rem 1fr;gap:0 1.5rem}
.work article header{grid-row:1/span 3}
.evidence{grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));margin-top:0;gap:1rem}
.also,.ids{grid-column:2}
.plots{columns:2;column-gap:3rem}
}
@media print{
:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--card:#fff;--strong:#0b5394;--plain:#7a9cc0;--faint:#b8bfc7;--track:#eee;--warn:#8a3b00}
body{font-size:10pt}
main{max-width:none;padding:0}
.bar,.evidence h4 span{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.work{display:block}
.work>li{margin-bottom:.5rem;break-inside:avoid}
figure,.tiles,tr{break-inside:avoid}
h2{break-after:avoid}
@page{margin:14mm}
}
`;
