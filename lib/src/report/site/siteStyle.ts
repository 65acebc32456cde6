import { CARDS_STYLE, FIGURE_STYLE, SHEET_STYLE } from "../../plot/index.js";
import { PAGE_STYLE } from "../style.js";

const FRAME = `
.st-skip{position:absolute;left:-99em}.st-skip:focus{left:8px;top:8px;background:var(--bg);padding:.3em .8em;z-index:3}
.st-bar{border-bottom:1px solid var(--line);background:var(--soft)}
.st-bar nav{max-width:1240px;margin:0 auto;padding:.55em 24px;display:flex;flex-wrap:wrap;gap:.2em 1.2em;align-items:baseline}
.st-bar strong{margin-right:.4em;letter-spacing:.02em}
.st-bar a{text-decoration:none;color:var(--muted);padding:.15em 0}
.st-bar a:hover{text-decoration:underline}
.st-bar a[aria-current]{color:var(--fg);font-weight:600;box-shadow:0 2px 0 var(--link)}
.st-page{max-width:1240px;margin:0 auto;padding:18px 24px 32px}
.st-page.st-wide{max-width:1560px}
body:has(.st-wide) .st-bar nav,body:has(.st-wide) .st-foot{max-width:1560px}
.st-foot{max-width:1240px;margin:0 auto;padding:0 24px 24px;color:var(--muted);font-size:.82em}
.st-lead{color:var(--muted);margin:0 0 1em}
.st-said{color:var(--muted)}
.st-page .rp-panels{grid-template-columns:repeat(auto-fit,minmax(min(100%,460px),1fr))}
.st-part{margin:2em 0}.st-part>h2{margin:0 0 .5em}
.st-folded>summary{cursor:pointer;color:var(--link);width:fit-content}
.st-links{display:flex;flex-wrap:wrap;gap:.2em 1.2em;font-size:.9em;margin:0 0 .6em}
.st-links span{color:var(--muted);margin-left:auto;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.87em;overflow-wrap:anywhere}
.st-figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,540px),1fr));gap:0 36px;align-items:start}
.st-page .assay-figure img{width:auto;max-width:100%}
.st-unreadable{padding:0;list-style:none}.st-unreadable li{margin:.4em 0;overflow-wrap:anywhere}
.rp-badge{white-space:nowrap}
:focus-visible{outline:2px solid var(--link);outline-offset:1px}`;

const TABLES = `
.st-scroll{overflow-x:auto;max-width:100%}
.st-runs{width:100%;font-size:.86em}
.st-runs caption,.st-beside caption{text-align:left;font-weight:600;padding:.3em 0}
.st-runs th,.st-runs td{padding:.4em .7em .4em 0;border-bottom:1px solid var(--line);vertical-align:top;text-align:left;font-weight:400}
.st-runs thead th{border-bottom-color:var(--muted);font-weight:600;white-space:nowrap;vertical-align:bottom}
.st-runs .num{text-align:right;white-space:nowrap}
.st-runs th[scope=row]{white-space:nowrap;color:var(--muted)}
.st-runs tbody tr:hover{background:var(--soft)}
.st-name{min-width:9em;overflow-wrap:anywhere}.st-name small,.st-runs td.num small{display:block;color:var(--muted)}.st-name small a{color:inherit}.st-name a{display:inline-block;min-height:24px}

.assay-table .st-params{min-width:21em}
.st-params{min-width:14em;max-width:34em;color:var(--muted)}
.st-params div{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;overflow-wrap:anywhere}
.st-params div:hover{-webkit-line-clamp:none}
.st-data{white-space:nowrap}.st-data code{color:var(--muted)}
.st-read{color:var(--bad)}
.st-runs button{all:unset;cursor:pointer}.st-runs button:focus-visible{outline:2px solid var(--link)}
.st-runs th[aria-sort=ascending] button::after{content:" ↑"}
.st-runs th[aria-sort=descending] button::after{content:" ↓"}
.st-pick{width:1.6em}.st-pick input{width:1.15em;height:1.15em;margin:.15em 0;accent-color:var(--link)}
.st-script #plain{display:none}
.st-columns{columns:3 22em;column-gap:36px}
.st-kpis{width:100%;font-size:.88em}
.st-kpis tr{break-inside:avoid}
.st-kpis th,.st-kpis td{padding:.2em .5em .2em 0;border-bottom:1px solid var(--line);text-align:left;font-weight:400;vertical-align:top}
.st-kpis th small{color:var(--muted)}
.st-kpis .num{text-align:right;white-space:nowrap;font-weight:500}
.st-two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,34em),1fr));gap:0 40px;align-items:start}.st-two>div{min-width:0}.st-two .st-scroll{margin-bottom:1.6em}
.st-beside{font-size:.88em;width:100%}
.st-beside th,.st-beside td{padding:.28em 1.4em .28em 0;border-bottom:1px solid var(--line);text-align:left;font-weight:400;vertical-align:top}
.st-beside tbody th{min-width:13em;max-width:22em;color:var(--muted)}
.st-beside .st-differs th{color:var(--fg)}
.st-beside td{overflow-wrap:anywhere;max-width:22em;min-width:7em}
.st-beside .num{text-align:right;white-space:nowrap}.st-many{grid-template-columns:minmax(0,1fr)}
.st-beside thead th{font-weight:700;border-bottom-color:var(--muted)}
.st-beside td small{display:block;color:var(--muted)}
.st-beside .st-differs{background:var(--soft)}
.st-mark{color:var(--open);font-weight:700}
.st-page .assay-table{overflow-x:auto}`;

const CONTROLS = `
.st-filters{display:flex;flex-wrap:wrap;gap:.6em 1em;align-items:end;margin:0 0 1em}
.st-filters[hidden]{display:none}
.st-filters label{display:flex;flex-direction:column;font-size:.8em;color:var(--muted)}
.st-filters label[hidden]{display:none}
.st-filters input,.st-filters select,.st-filters button,.st-pages button{font:inherit;font-size:14px;color:var(--fg);background:var(--bg);border:1px solid var(--muted);border-radius:5px;padding:.35em .55em;height:34px;box-sizing:border-box;max-width:15em}
.st-filters .st-search{flex:1 1 17em}.st-filters .st-search input{max-width:none}
.st-filters button,.st-pages button{cursor:pointer}
.st-pages button:disabled{opacity:.5;cursor:default}
.st-filters output{font-size:.88em;color:var(--muted);margin-left:auto;padding:.4em 0}
.st-button{padding:.4em .9em;border-radius:5px;background:var(--soft);border:1px solid var(--line);font-size:.9em;color:var(--muted)}
.st-button[href]{background:var(--link);border-color:var(--link);color:var(--bg);text-decoration:none;font-weight:600}
.st-button[hidden]{display:none}
.st-pages{display:flex;gap:.8em;margin:1em 0}
.st-pages[hidden]{display:none}
.st-heads{list-style:none;padding:0;margin:0 0 1.4em;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17em),1fr));gap:10px}
.st-heads li{border:1px solid var(--line);border-radius:6px;padding:.5em .8em;display:flex;gap:.8em;min-width:0}
.st-heads div{min-width:0}
.st-heads small,.st-heads code{display:block;color:var(--muted);overflow-wrap:anywhere;font-size:.8em}
.st-letter{font-size:1.3em}
.st-figure{margin:0 0 1.6em;max-width:900px}
.st-figure figcaption{margin-bottom:.2em}
.st-legend{display:flex;flex-wrap:wrap;gap:.1em 1.1em;font-size:.86em}
.st-legend i{display:inline-block;width:1.2em;height:.25em;margin-right:.4em;vertical-align:middle}
.st-curves{display:block;width:100%;height:auto;overflow:visible}
.st-curves text{font:13px system-ui,sans-serif;fill:var(--muted)}
.st-grid{stroke:var(--fg);stroke-opacity:.14}.st-tick{stroke:var(--muted)}
.st-line{fill:none;stroke-width:1.7;stroke-linejoin:round}`;

const MEDIA = `
@media(max-width:640px){.st-page{padding:12px 14px 24px}.st-bar nav{padding:.5em 14px}.st-foot{padding:0 14px 20px}
.st-filters label{flex:1 1 42%}.st-filters label *{max-width:none;width:100%}.st-filters input,.st-filters select{font-size:16px;height:40px}
.st-runs,.st-runs tbody,.st-runs caption{display:block}.st-runs thead{position:absolute;left:-99em}
.st-runs tr{display:grid;grid-template-columns:repeat(3,1fr);gap:.2em .8em;padding:.7em 0;border-bottom:1px solid var(--line)}
.st-runs th,.st-runs td{border:0;padding:0;min-width:0;max-width:none}
.st-runs .st-name,.st-runs .st-params,.st-runs .st-data{grid-column:1/-1;white-space:normal}
.st-runs .st-name{order:-2;font-size:1.1em}.st-runs .st-pick{order:-3;grid-column:1/-1;width:auto;justify-self:end;margin-bottom:-2em;z-index:1}
.st-runs th[scope=row]{grid-column:span 2;order:-1}.st-runs th[scope=row]+td{order:-1;justify-self:end}
.st-runs td.num{text-align:left}.st-runs td.num small{display:inline;margin-left:.4em}
.st-runs td.num::before{display:block;font-size:.85em;color:var(--muted)}
.st-runs td:nth-last-child(6)::before{content:"Rank IC"}.st-runs td:nth-last-child(5)::before{content:"t"}.st-runs td:nth-last-child(4)::before{content:"Sharpe"}
.st-runs td:nth-last-child(3)::before{content:"Deflated"}.st-runs td:nth-last-child(2)::before{content:"Trials"}.st-runs td:nth-last-child(1)::before{content:"Hold-out"}
.st-curves text{font-size:22px}.st-curves .st-odd{display:none}.st-links span{margin-left:0}}
@media print{.st-bar,.st-foot,.st-filters,.st-pages,.st-skip,.st-pick,.st-links a{display:none!important}.st-page,.st-page.st-wide{max-width:none;padding:0}
.st-scroll{overflow:visible}.st-runs,.st-beside,.st-kpis{font-size:8.5pt}.st-runs tr,.st-beside tr,.st-figure,.st-heads li{break-inside:avoid}}`;

/** `site.css`: the theme of the report, and what a site needs beside it. */
export const SITE_STYLE = [PAGE_STYLE, FIGURE_STYLE, CARDS_STYLE, SHEET_STYLE, FRAME, TABLES, CONTROLS, MEDIA]
  .map((part) => part.trim())
  .join("\n");
