/** {@link compare} for results of several quantities, one after the other and of one length, each of its own size. */
export function compareParts(ours, theirs, { tolerance, parts }) {
  const length = theirs.length / parts;
  const each = Array.from({ length: parts }, (_, k) => {
    const part = (values) => values.subarray(k * length, (k + 1) * length);
    return compare(part(ours), part(theirs), tolerance);
  });
  const worst = each.reduce((a, b) => (b.difference > a.difference || (a.agrees && !b.agrees) ? b : a));
  const apart = each.filter(({ agrees }) => !agrees).length;
  return apart === 0 ? worst : { ...worst, agrees: false, text: `${apart} of ${parts} parts, ${worst.text}` };
}

/**
 * Compare two results number by number: missing against missing, else |a − b| ≤ tolerance × (|b| + typical |b|).
 * The typical size keeps values that happen to lie near zero from deciding.
 *
 * @returns {{ agrees: boolean, difference: number, text: string }} difference: the largest one, relative as above
 */
export function compare(ours, theirs, tolerance) {
  if (ours.length !== theirs.length) {
    return { agrees: false, difference: Infinity, text: `${ours.length} against ${theirs.length} numbers` };
  }
  let size = 0;
  let present = 0;
  for (let i = 0; i < theirs.length; i++) {
    if (!Number.isFinite(theirs[i])) continue;
    size += Math.abs(theirs[i]);
    present++;
  }
  const typical = present > 0 ? size / present : 1;
  let difference = 0;
  let holes = 0;
  for (let i = 0; i < theirs.length; i++) {
    const a = ours[i];
    const b = theirs[i];
    if (Number.isNaN(a) !== Number.isNaN(b)) holes++;
    else if (!Number.isNaN(a)) difference = Math.max(difference, Math.abs(a - b) / (Math.abs(b) + typical));
  }
  const agrees = present > 0 && holes === 0 && difference <= tolerance;
  const text = agrees
    ? difference.toExponential(0)
    : `largest difference ${difference.toExponential(1)}, ${holes} present on one side only, ${present} numbers`;
  return { agrees, difference, text };
}
