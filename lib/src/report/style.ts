const COLORS = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--muted:#5a6470;--line:#d8dde3;--soft:#f5f7f9;--link:#0b5cad;
--good:#12683a;--good-bg:#dff3e6;--bad:#9c1f12;--bad-bg:#fde6e2;--open:#7a4d00;--open-bg:#fdf0d2;
--k:#8b2fa8;--s:#0b6b45;--n:#9a4a00;--c:#5f6b76;--f:#0b5cad}
@media(prefers-color-scheme:dark){:root{--bg:#14171a;--fg:#dfe4ea;--muted:#9aa5b1;--line:#353c44;--soft:#1d2227;--link:#7db8f0;
--good:#8fdcae;--good-bg:#173526;--bad:#ffaa9c;--bad-bg:#431d18;--open:#f3cd83;--open-bg:#3d2f10;
--k:#d5a0ea;--s:#88d3ad;--n:#f0b27a;--c:#94a0ac;--f:#7db8f0}}
@media print{:root{--bg:#fff;--fg:#000;--muted:#444;--line:#bbb;--soft:#f5f5f5;--link:#000;--good:#12683a;--good-bg:#fff;--bad:#9c1f12;--bad-bg:#fff;--open:#7a4d00;--open-bg:#fff;color-scheme:light}}`;

const LAYOUT = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1em}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:break-word}
.rp-page{max-width:980px;margin:0 auto;padding:24px 24px 48px}
a{color:var(--link)}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.87em}
h1,h2,h3,h4{line-height:1.25;margin:1.5em 0 .5em}
h1{font-size:1.9em;margin:.2em 0 .3em}
h2{font-size:1.4em}
h3{font-size:1.15em}
img,svg{max-width:100%}
.rp-scroll,.rp-out{overflow-x:auto;max-width:100%}
.rp-cell{margin:.8em 0}
.rp-out{padding:.1em 0}
.rp-text p,.rp-text li{max-width:46em}
blockquote{margin:1em 0;padding:.1em 1em;border-left:3px solid var(--line);color:var(--muted)}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
.rp-md th,.rp-md td,.assay-table th,.assay-table td,.dataframe th,.dataframe td{padding:.3em .75em;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
.rp-md{font-size:.93em}
.rp-math{margin:.8em 0}math{font-size:1.06em}`;

const HEADER = `
.rp-facts{display:flex;flex-wrap:wrap;gap:.2em 1.1em;align-items:baseline;color:var(--muted);font-size:.9em;margin:.3em 0 1em}
.rp-badge{padding:.1em .7em;border-radius:1em;font-weight:600}
.rp-good{background:var(--good-bg);color:var(--good)}
.rp-bad{background:var(--bad-bg);color:var(--bad)}
.rp-open{background:var(--open-bg);color:var(--open)}
.rp-warnings{border:1px solid var(--open);border-left-width:5px;background:var(--open-bg);border-radius:6px;padding:.6em 1em;margin:1em 0}
.rp-warnings h2{font-size:1em;margin:0;color:var(--open)}
.rp-warnings ul{margin:.3em 0 0;padding-left:1.2em}
.rp-panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,330px),1fr));gap:12px}
.rp-panel{border:1px solid var(--line);border-radius:6px;padding:.6em .9em;min-width:0;font-size:.88em}
.rp-panel h2,.rp-panel summary{font-size:1em;font-weight:600;margin:0 0 .3em}
.rp-panel summary{cursor:pointer;margin:0}
.rp-panel p{margin:.2em 0;color:var(--muted)}
.rp-panel th,.rp-panel td{text-align:left;padding:.15em 1em .15em 0;font-weight:400;vertical-align:top}
.rp-panel td{overflow-wrap:anywhere}
.rp-wide{grid-column:1/-1}
.rp-wide td{overflow-wrap:normal;white-space:nowrap}
.rp-panel th{color:var(--muted);white-space:nowrap}
.rp-panel .num{text-align:right}
.rp-toc{margin:1.4em 0;padding:.6em .9em;background:var(--soft);border-radius:6px;font-size:.92em}
.rp-toc h2{font-size:1em;margin:0 0 .2em}
.rp-toc ul{list-style:none;margin:0;padding:0}
.rp-toc .rp-l3{padding-left:1.2em}
.rp-toc a{text-decoration:none;display:inline-block;line-height:1.8}
.rp-toc a:hover{text-decoration:underline}
.rp-foot{margin-top:3em;border-top:1px solid var(--line);color:var(--muted);font-size:.82em}
.rp-foot h2{font-size:1.1em;margin:1em 0 .4em}
.rp-foot dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr));gap:.1em 1.5em;margin:0}
.rp-foot dl div{display:flex;gap:.6em;min-width:0}
.rp-foot dt{flex:none}
.rp-foot dd{margin:0;min-width:0;overflow-wrap:anywhere}`;

const CELLS = `
.rp-code>summary{cursor:pointer;color:var(--muted);font-size:.8em;width:fit-content}
.rp-src,.rp-stream{background:var(--soft);border-radius:6px;padding:.7em .9em;margin:.4em 0;overflow-x:auto;line-height:1.45}
.rp-stream{white-space:pre-wrap;overflow-wrap:anywhere;max-height:26em;overflow-y:auto}
.rp-text pre{background:var(--soft);border-radius:6px;padding:.7em .9em;overflow-x:auto}
.rp-stderr{border-left:3px solid var(--open)}
.rp-error{border:1px solid var(--bad);border-left-width:5px;background:var(--bad-bg);border-radius:6px;padding:.5em .9em}
.rp-error p{margin:0;overflow-wrap:anywhere}
.rp-error strong{color:var(--bad);margin-right:.4em}
.rp-error .rp-stream{background:transparent;padding:.4em 0 0;margin:0}
.rp-cut{color:var(--open);font-style:italic}
.hljs-keyword,.hljs-literal,.hljs-built_in,.hljs-type{color:var(--k)}
.hljs-string,.hljs-regexp{color:var(--s)}
.hljs-number{color:var(--n)}
.hljs-comment{color:var(--c);font-style:italic}
.hljs-title,.hljs-attr,.hljs-property{color:var(--f)}
.rp-b{font-weight:700}.rp-dim{opacity:.75}.rp-i{font-style:italic}.rp-u{text-decoration:underline}
.rp-a1{color:var(--bad)}.rp-a2{color:var(--good)}.rp-a3{color:var(--open)}.rp-a4,.rp-a6{color:var(--f)}.rp-a5{color:var(--k)}.rp-a0{color:var(--muted)}
.assay-table{overflow-x:auto;margin:.8em 0;background:linear-gradient(to right,var(--bg) 40%,transparent) 0 0/36px 100% no-repeat local,linear-gradient(to left,var(--bg) 40%,transparent) 100% 0/36px 100% no-repeat local,linear-gradient(to right,var(--line),transparent) 0 0/10px 100% no-repeat scroll,linear-gradient(to left,var(--line),transparent) 100% 0/10px 100% no-repeat scroll}
.assay-table table{font-size:.9em;min-width:min(100%,24em)}
.assay-table caption{text-align:left;font-weight:600;padding:.3em 0;max-width:min(46em,calc(100vw - 28px))}
.assay-table thead th{vertical-align:bottom;border-bottom:1px solid var(--muted)}
.assay-table .num{text-align:right}.assay-table .num,.assay-table .brief{white-space:nowrap}
.assay-table th{white-space:nowrap}
.assay-table small{font-weight:400;color:var(--muted)}
.assay-table .note,.note{font-size:.8em;color:var(--muted);margin:.3em 0}`;

const MEDIA = `
@media(max-width:520px){.rp-page{padding:14px 14px 32px}h1{font-size:1.5em}body{font-size:15.5px}.rp-md th,.rp-md td,.assay-table th,.assay-table td{padding:.3em .5em}}
@media(min-width:1300px){.rp-toc{position:fixed;top:24px;left:max(20px,calc(50% - 490px - 260px));width:220px;max-height:calc(100vh - 48px);overflow:auto;margin:0;font-size:.85em}.rp-page{margin-left:max(264px,calc(50% - 490px))}}
@page{margin:15mm 14mm 17mm;@bottom-right{content:counter(page) " of " counter(pages);font:8pt system-ui,sans-serif;color:#444}}
@media print{body{font-size:10.5pt}.rp-page{max-width:none;padding:0}.rp-code:not([open]){display:none}.rp-toc,details.rp-panel:not([open]){display:none}
.assay-figure,.assay-card,.rp-panel,.rp-warnings,tr,img,svg{break-inside:avoid}h2,h3,h4,figcaption,caption{break-after:avoid}.rp-stream,.rp-src{max-height:none;white-space:pre-wrap;border:1px solid var(--line)}.rp-scroll,.rp-out,.assay-table,.assay-scroll{overflow:visible}
.assay-table{break-inside:avoid;background:none}.rp-out .assay-table table{font-size:7.5pt}.rp-out .assay-table.assay-table th,.rp-out .assay-table.assay-table td{padding:.2em .5em}.rp-out .assay-table.assay-table th{white-space:normal;min-width:0!important}a{text-decoration:none}}`;

/** The style sheet of the page. Class names start with `rp-`; sanitised outputs cannot use them. */
export const PAGE_STYLE = [COLORS, LAYOUT, HEADER, CELLS, MEDIA].map((part) => part.trim()).join("\n");
