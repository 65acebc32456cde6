import sanitizeHtml, { type Attributes, type IOptions, type Tag } from "sanitize-html";

const HTML_TAGS =
  "address article aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var a abbr wbr";
const SVG_TAGS =
  "svg g path line rect circle ellipse polygon polyline text tspan title desc defs clippath lineargradient radialgradient stop image";
const SVG_ATTRIBUTES =
  "viewbox preserveaspectratio xmlns width height x y x1 x2 y1 y2 cx cy r rx ry d dx dy points transform offset fx fy fill fill-opacity fill-rule clip-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stop-color stop-opacity opacity font-family font-size font-weight font-style font-variant text-anchor dominant-baseline alignment-baseline letter-spacing rotate paint-order clip-path clippathunits gradientunits gradienttransform color visibility vector-effect shape-rendering text-rendering";

/** Colours, sizes and words only: no `url(…)`, no scheme, no escape. */
const PLAIN_VALUE = /^[\w\s#%.,()+-]+$/;
const STYLE_PROPERTIES =
  "color background-color text-align vertical-align font-weight font-style font-size font-variant-numeric white-space text-decoration width min-width max-width height padding padding-left padding-right padding-top padding-bottom margin margin-left margin-right margin-top margin-bottom border border-bottom border-top border-left border-right border-color border-collapse opacity display overflow-x";

/** Ids that Assay's figures derive from their content; all others could collide with the page's own. */
const OWN_ID = /^assay-[0-9a-f]{6,64}-\d+$/;
const OWN_REFERENCE = /^url\(["']?#assay-[0-9a-f]{6,64}-\d+["']?\)$/;
const DATA_IMAGE = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$/;

const OPTIONS: IOptions = {
  allowedTags: [...HTML_TAGS.split(" "), ...SVG_TAGS.split(" ")],
  allowedAttributes: {
    "*": [
      "class",
      "style",
      "id",
      "title",
      "lang",
      "dir",
      "role",
      "aria-label",
      "aria-hidden",
      ...SVG_ATTRIBUTES.split(" "),
    ],
    a: ["href", "rel"],
    img: ["src", "alt", "width", "height"],
    image: ["href"],
    td: ["colspan", "rowspan", "headers"],
    th: ["colspan", "rowspan", "scope", "headers"],
    col: ["span"],
    details: ["open"],
    time: ["datetime"],
    ol: ["start"],
  },
  allowedClasses: { "*": ["assay-*", "num", "brief", "note", "dataframe"] },
  allowedStyles: {
    "*": Object.fromEntries(STYLE_PROPERTIES.split(" ").map((property) => [property, [PLAIN_VALUE]])),
  },
  allowedSchemes: ["http", "https", "mailto"],
  allowedSchemesByTag: { img: ["data"], image: ["data"] },
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
  transformTags: { a: link, img: image, image: drawnImage, "*": anyTag },
};

/**
 * HTML or SVG that a notebook cell produced, reduced to what cannot act: text, tables, figures, links. Scripts,
 * styles, forms, frames, event handlers, outside images and outside references are removed.
 */
export function sanitizeOutput(html: string): string {
  return sanitizeHtml(html, OPTIONS);
}

function anyTag(tagName: string, attribs: Attributes): Tag {
  return { tagName, attribs: safeAttributes(attribs) };
}

function link(_: string, attribs: Attributes): Tag {
  return { tagName: "a", attribs: { ...safeAttributes(attribs), rel: "noopener noreferrer" } };
}

function image(_: string, attribs: Attributes): Tag {
  if (DATA_IMAGE.test(attribs.src ?? "")) return { tagName: "img", attribs: safeAttributes(attribs) };
  const text = attribs.alt ? `image not embedded: ${attribs.alt}` : "image not embedded";
  return { tagName: "span", attribs: {}, text: `[${text}]` };
}

/** Inside a drawing: dense marks, the ramp of a legend. From the file itself or not at all. */
function drawnImage(_: string, attribs: Attributes): Tag {
  if (DATA_IMAGE.test(attribs.href ?? "")) return { tagName: "image", attribs: safeAttributes(attribs) };
  return { tagName: "g", attribs: {} };
}

function safeAttributes(attribs: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attribs).filter(([name, value]) => {
      if (name === "id") return OWN_ID.test(value);
      if (
        name !== "style" &&
        /url\s*\(|\\/i.test(value) &&
        name !== "title" &&
        name !== "alt" &&
        name !== "href"
      ) {
        return OWN_REFERENCE.test(value.trim());
      }
      return true;
    }),
  );
}
