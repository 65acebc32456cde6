import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, nearest, projectRoot, YamlSource } from "../../core/index.js";
import { ALWAYS } from "./builtin/always.js";
import { XNAS, XNYS } from "./builtin/newYork.js";
import { type CalendarDefinition, calendarSchema } from "./definition.js";
import { SessionCalendar } from "./sessionCalendar.js";

const WHO = "data.sessionCalendar";
const BUILT_IN: Readonly<Record<string, CalendarDefinition>> = { XNYS, XNAS, ALWAYS };
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

const known = new Map<string, SessionCalendar>();

/**
 * The sessions of an exchange by its market identifier code (ISO 10383): `XNYS`, `XNAS`, `ALWAYS` (every day, all day)
 * are built in; any other is read from `config/calendars/NAME.yaml` of the project, which is checked when it is read.
 *
 * @example sessionCalendar("XNYS").isSession("2012-10-29") // false: Hurricane Sandy
 */
export function sessionCalendar(name: string): SessionCalendar {
  const builtIn = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
  if (!builtIn) return readCalendar(name);
  const calendar = known.get(name) ?? new SessionCalendar(name, builtIn);
  known.set(name, calendar);
  return calendar;
}

function readCalendar(name: string): SessionCalendar {
  const folder = join(projectRoot(), "config", "calendars");
  const file = `config/calendars/${name}.yaml`;
  const path = join(folder, `${name}.yaml`);
  if (!NAME.test(name) || !existsSync(path)) failUnknown(name, folder);
  const text = readFileSync(path, "utf8");
  return new SessionCalendar(name, new YamlSource(WHO, file, text).read(calendarSchema));
}

function failUnknown(name: string, folder: string): never {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".yaml")) : [];
  const names = [...Object.keys(BUILT_IN), ...files.map((file) => file.slice(0, -5)).sort()];
  const near = nearest(name, names);
  return fail(WHO, `there is no such calendar; known: ${names.join(", ")}`, {
    received: name,
    fix: near
      ? `did you mean ${near}?`
      : `describe it in config/calendars/${NAME.test(name) ? name : "NAME"}.yaml`,
  });
}
